/** Text that somebody else wrote, such as a file's name or what stands in a file, on its way into a sentence of ours. */

/** What a reader needs to find the place again. */
const SHOWN = 120;
/** Marks that are put on one letter; more of them run over the lines above and below. */
const MARKS = /(\p{M}{3})\p{M}+/gu;
/** Characters that nobody sees: those that turn the direction of writing, those of no width, those that are left out. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const BROKEN = /[\p{Cs}\uFFFE\uFFFF]/gu;
/** Line breaks and what else controls a device. */
const SPACES = /[\s\p{Cc}]+/gu;
const [ISOLATE, END_ISOLATE] = ["\u2068", "\u2069"];

/** A text of at most so many characters; the sign at its end says that there was more. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // Not in the middle of a character that takes two places.
  return `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * A foreign text as it may be shown: on one line, short, without what nobody sees, and isolated, so that text that runs
 * from right to left turns nothing around it. See Unicode Standard Annex 9, section 2.7.
 */
export function outsideText(text: string): string {
  // Long before it is looked at in full: there may be a hundred megabytes of it.
  const visible = shortened(text, SHOWN * 10)
    .replace(BROKEN, "\uFFFD")
    .replace(INVISIBLE, "")
    .replace(SPACES, " ")
    .replace(MARKS, "$1")
    .trim();
  return `${ISOLATE}${shortened(visible, SHOWN)}${END_ISOLATE}`;
}

/** Characters that turn the direction of writing until something ends it. A text of any script is right without them. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A text of somebody's that is shown in full and by itself, in any script: without what controls a device or turns writing. */
export const plainlyWritten = (text: string): string =>
  text.replace(BROKEN, "\uFFFD").replace(TURNING, "").replace(SPACES, " ").trim();

/** Whether a text has nothing that anybody can see. */
export const isUnseen = (text: string): boolean => text.replace(INVISIBLE, "").replace(SPACES, "") === "";
