/** Recalls in a text: as short as it can be, since each page of the extension loads with all of what is kept for any. */

/** With so many signs, nothing moves where the real recall comes in the place of a kept one, nor does any count change. */
const SIGNS = 6;
const BASE = 36;
const MOST = BASE ** SIGNS - 1;
/** Where nothing is begun. */
const NONE = "-";
const ONE = `${NONE}|[\\da-z]{${SIGNS}}`;
const EACH = new RegExp(ONE, "g");
const ALL = new RegExp(`^(?:${ONE})*$`);

export const recallsText = (recalls: readonly (number | null)[]): string => recalls.map(signsOf).join("");

const signsOf = (recall: number | null): string =>
  recall === null
    ? NONE
    : Math.round(recall * MOST)
        .toString(BASE)
        .padStart(SIGNS, "0");

/** Null where the text is not one of recalls. */
export function recallsIn(text: string): readonly (number | null)[] | null {
  if (!ALL.test(text)) return null;
  const each = text.match(EACH) ?? [];
  return each.map((signs) => (signs === NONE ? null : Number.parseInt(signs, BASE) / MOST));
}
