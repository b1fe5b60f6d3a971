/** Digits of any script, and the signs that numbers are written with. */

const DIGIT = /^\p{Nd}$/u;
/** Separators that a decimal number and thousands share, by what they are taken for; the comma also in Arabic. */
export const SHARED = new Map([
  [".", "."],
  ["\uff0e", "."],
  [",", ","],
  ["\uff0c", ","],
  ["\u060c", ","],
]);
/** Arabic has a sign of its own for it, as had British print: the raised or centred dot. It never parts thousands. */
export const DECIMAL = "\u066b";
export const DECIMALS = `${DECIMAL}\u00b7\u22c5\u2e31`;
export const FRACTION = /[\u00bc-\u00be\u2150-\u215e\u2189]/gu;
export const MINUS = /^[-\u2212\u2013\ufe63\uff0d]/;

/**
 * The value of a decimal digit of any script; null for anything else. Digits stand in Unicode in runs that begin with a
 * zero and hold a multiple of ten: https://www.unicode.org/reports/tr44/#General_Category_Values
 */
export function digitValue(character: string): number | null {
  if (!DIGIT.test(character)) return null;
  const code = character.codePointAt(0) ?? 0;
  let start = code;
  while (DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return (code - start) % 10;
}

/** Whether a key begins, or goes on with, a number. */
export const startsNumber = (key: string): boolean =>
  digitValue(key) !== null ||
  (key.length === 1 &&
    (MINUS.test(key) || SHARED.has(key) || DECIMALS.includes(key) || new RegExp(FRACTION, "u").test(key)));
