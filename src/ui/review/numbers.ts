/** Numbers as people write them, in whatever digits their script has. */

const DIGIT = /^\p{Nd}$/u;
/** Full stop and comma, in ASCII, fullwidth and Arabic; the raised and the centred dot of older British print. */
const SEPARATORS = ".,\u066b\uff0e\uff0c\u00b7\u22c5\u2e31";
const FRACTION = /[\u00bc-\u00be\u2150-\u215e\u2189]/gu;

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
  digitValue(key) !== null || (key.length === 1 && (SEPARATORS.includes(key) || new RegExp(FRACTION, "u").test(key)));

/** The same number in ASCII digits, with a full stop and a slash. */
function plain(typed: string): string {
  // "1½" is one and a half; without the space it would be eleven halves.
  const fractions = typed.replace(FRACTION, (one) => ` ${one.normalize("NFKC")}`);
  return [...fractions]
    .map((one) => digitValue(one) ?? (SEPARATORS.includes(one) ? "." : /[\u2044\u2215]/u.test(one) ? "/" : one))
    .join("");
}

const NUMBER = /(?:(\d+)\s+)?(\d+)\s*\/\s*(\d+)|\d+(?:\.\d+)?|\.\d+/g;

/** Every number in what was typed: "0,5 to 1 %" holds 0.5 and 1, "½" and "1/2" hold 0.5. */
export function numbersIn(typed: string): readonly number[] {
  const text = plain(typed).trim();
  const numbers = [...text.matchAll(NUMBER)].map(([number, whole = "0", above, below]) =>
    above === undefined ? Number(number) : Number(whole) + Number(above) / Number(below),
  );
  const [first, ...others] = numbers;
  // Only at the beginning is it a minus; elsewhere it is the dash of a range.
  return first !== undefined && /^[-\u2212]/.test(text) ? [-first, ...others] : numbers;
}
