/** Authors write `*emphasis*` and `___`; cards hold segments. Also the words of a text, for the rules. */
import type { RichText, Segment } from "../../src/core/deck/deck.ts";

const MARKS = /(\*[^*]+\*|_{3,})/;

/** @throws when an asterisk has no partner */
export function parseRich(text: string): RichText {
  const segments: Segment[] = [];
  for (const part of text.trim().split(MARKS)) {
    if (part === "") continue;
    if (/^_{3,}$/.test(part)) segments.push({ kind: "blank" });
    else if (/^\*[^*]+\*$/.test(part)) segments.push({ kind: "emphasis", text: part.slice(1, -1) });
    else if (part.includes("*")) throw new Error(`an asterisk without its partner in "${text}"`);
    else segments.push({ kind: "text", text: part });
  }
  return segments;
}

/** The text without emphasis; a blank is `___`. */
export const plain = (rich: RichText): string => rich.map((s) => (s.kind === "blank" ? "___" : s.text)).join("");

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words in small letters, digits and inner hyphens kept: "Wnt-signaling, 0.5%" is wnt-signaling and 0.5%. */
export function words(text: string): string[] {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[’']s\b/g, "")
    .split(/[^a-z0-9%.-]+/)
    .map((word) => word.replace(/^[.-]+|[.-]+$/g, ""))
    .filter((word) => word !== "");
}

/** Function words, which never give an answer away. */
const SMALL = new Set(
  "a all an and any are as at be been both but by can do does for from goes has have how in into is it its may more most much of off often on one or out over part so some sometimes than that the their them then these they this to too up was were what when where which while who why with within without you your".split(
    " ",
  ),
);

/** A word without its commonest endings, so that "suppresses" meets "suppression" and "activated" "activation". */
function stem(word: string): string {
  return word.length < 5
    ? word.replace(/s$/, "")
    : word.replace(/(ations?|ating|ated|ates?|ions?|ing|ies|ied|es|ed|s|al|ly|y|e)$/, "");
}

/** What was worked out for a text: the same few thousand are asked for by every card and every rule. */
const stems = new Map<string, readonly string[]>();
const stemSets = new Map<string, ReadonlySet<string>>();
const patterns = new Map<string, RegExp>();
const lowers = new Map<string, string | null>();

function once<V>(known: Map<string, V>, text: string, make: (text: string) => V): V {
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = make(text);
  known.set(text, value);
  return value;
}

/** The stems that carry meaning: words of three letters and more, and acronyms such as PTH or FGF23. */
export const contentStems = (text: string): readonly string[] => once(stems, text, stemsOf);

function stemsOf(text: string): readonly string[] {
  const acronyms = new Set((text.match(/\b[A-Z][A-Z0-9]{1,5}\b/g) ?? []).map((word) => word.toLowerCase()));
  return words(text)
    .flatMap((word) => [word, ...(word.includes("-") ? word.split("-") : [])])
    .filter((word) => acronyms.has(word) || (word.length >= 3 && !SMALL.has(word)))
    .map(stem);
}

/** How many words a reader counts, articles left out when asked. */
export function wordCount(text: string, articles: "with" | "without" = "with"): number {
  const all = text.split(/\s+/).filter((word) => /[\p{L}\p{N}_]/u.test(word));
  return (articles === "with" ? all : all.filter((word) => !/^(a|an|the)$/i.test(word))).length;
}

/** True when `phrase` stands in `text` as whole words, whatever the case. */
export const mentions = (text: string, phrase: string): boolean => placeOf(text, phrase) >= 0;

/** Where `phrase` first stands in `text` as whole words, whatever the case; below 0 where it does not. */
function placeOf(text: string, phrase: string): number {
  const lower = once(lowers, text, lowerOf);
  const wanted = once(lowers, phrase, lowerOf);
  // Plain letters need no pattern, and making one for each name of a deck takes longer than all searches.
  if (lower !== null && wanted !== null && wanted !== "") return wholeAt(lower, wanted);
  return wholePlaces(text, phrase).next().value?.at ?? -1;
}

/** The same from a place on, where both are plain letters, and small ones. */
function wholeAt(lower: string, wanted: string, from = 0): number {
  for (let at = lower.indexOf(wanted, from); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    if (!isPlainLetter(lower[at - 1]) && !isPlainLetter(lower[at + wanted.length])) return at;
  }
  return -1;
}

const isPlainLetter = (sign: string | undefined): boolean =>
  sign !== undefined && ((sign >= "a" && sign <= "z") || (sign >= "0" && sign <= "9"));

/** In small letters; null where a text has letters of which one capital may have several small ones, as sigma. */
const lowerOf = (text: string): string | null => (HAS_OTHER_LETTERS.test(text) ? null : text.toLowerCase());
/** Beyond ASCII and the dashes, quotation marks and spaces of print. */
const HAS_OTHER_LETTERS = /[^\0-\x7f\u2000-\u206f]/u;

/** The first place where one of the names stands as whole words, the longest name first; null when none does. */
export function findName(
  text: string,
  names: readonly string[],
): { before: string; name: string; rest: string } | null {
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const at = placeOf(text, name);
    if (at < 0) continue;
    const [end, found] = [at + name.length, text.slice(at, at + name.length)];
    return { before: text.slice(0, at), name: found, rest: text.slice(end) };
  }
  return null;
}

/** The text with an ellipsis wherever `phrase` stands in it as whole words. */
export function leaveOut(text: string, phrase: string): string {
  const lower = lowerOf(text);
  const wanted = once(lowers, phrase, lowerOf);
  let [left, done] = ["", 0];
  if (lower === null || wanted === null || wanted === "") {
    for (const { at, end } of wholePlaces(text, phrase)) {
      left += `${text.slice(done, at)}…`;
      done = end;
    }
    return left + text.slice(done);
  }
  for (let at = wholeAt(lower, wanted); at >= 0; at = wholeAt(lower, wanted, done)) {
    left += `${text.slice(done, at)}…`;
    done = at + wanted.length;
  }
  return left + text.slice(done);
}

/** Where `phrase` stands as whole words, one place behind the other, in letters of any kind. */
function* wholePlaces(text: string, phrase: string): Generator<{ at: number; end: number }, void, void> {
  const pattern = once(patterns, phrase, patternOf);
  for (let from = 0; ; ) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found === null) return;
    const at = found.index;
    const end = at + found[0].length;
    const isWhole = !isAt(LETTER_BEFORE, text, at) && !isAt(LETTER, text, end);
    if (isWhole) yield { at, end };
    from = isWhole && end > at ? end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  }
}

// Beside the pattern of a phrase, not in it: all letters that there are take long to compile, for each phrase.
const LETTER = /[\p{L}\p{N}]/iuy;
const LETTER_BEFORE = /(?<=[\p{L}\p{N}])/iuy;

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const patternOf = (phrase: string): RegExp => new RegExp(phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");

/** True when every meaningful word of `phrase` stands in `text`, in any form. */
export function holdsWords(text: string, phrase: string): boolean {
  const there = once(stemSets, text, (whole) => new Set(contentStems(whole)));
  const wanted = contentStems(phrase);
  return wanted.length > 0 && wanted.every((stem) => there.has(stem));
}
