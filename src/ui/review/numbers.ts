/** Numbers as people write them, in whatever digits their script has. */
import { DECIMAL, DECIMALS, digitValue, FRACTION, MINUS, SHARED } from "./digits.ts";

const RAISED = /(?<=\p{Nd})[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+/gu;

/** A number as it was typed, in ASCII digits, with one sign for each kind of separator, and with a slash. */
function plain(typed: string): string {
  // "1½" is one and a half; without the space it would be eleven halves.
  const fractions = typed.replace(FRACTION, (one) => ` ${one.normalize("NFKC")}`);
  const powers = fractions.replace(RAISED, (raised) => `^${raised.normalize("NFKC")}`);
  return [...powers].map((one) => digitValue(one) ?? separator(one)).join("");
}

function separator(one: string): string {
  if (DECIMALS.includes(one)) return DECIMAL;
  return SHARED.get(one) ?? (/[\u2044\u2215\uff0f]/u.test(one) ? "/" : one);
}

const NUMBER = /(?:(\d+)\s+)?(\d+)\s*\/\s*(\d+)|(\d+(?:[.,\u066b]\d+)*|[.,\u066b]\d+)(e[-+]?\d+)?/gi;
/** "5 × 10³" and "10^3", which then become "5e3" and "1e3". */
const POWER = /(?:(?<=\d)\s*[x×*\u066b]\s*|(?<![\d.,\u066b])(?=10))10\s*\^\s*([-\u2212+]?\d+)/gi;
/** Stands between thousands where that is neither a comma nor a full stop: spaces of any width, apostrophes, the Arabic sign. */
const BETWEEN_THOUSANDS = /(?<=(?<!\d)[1-9]\d{0,2}(?:[\s'’\u066c]\d{3})*)[\s'’\u066c](?=\d{3}(?!\d|\s*\/))/gu;
/** An apostrophe that does not part thousands: Spanish hands write the decimal comma high. */
const RAISED_COMMA = /(?<=\d)['’](?=\d)/g;

/** In threes, or as in India in twos before the last three. A zero does not lead thousands: "0,125" is an eighth. */
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d?(?:,\d{2})+,\d{3}$/;
const isGrouped = (digits: string, by: string): boolean =>
  GROUPED.test(digits.replace(/[.,]/g, (one) => (one === by ? "," : "?")));

/** What one number may mean; two readings only where neither shape nor signs decide. */
export type Readings = readonly number[];

/**
 * Every number in what was typed: "0,5 to 1 %" holds 0.5 and 1, "½" and "1/2" hold 0.5.
 *
 * Of comma and full stop nobody can say which is which by itself: half of the world writes "1,000" for a thousand, half
 * for one. What the shape decides is decided: where both stand, the last begins the decimals; one that stands several
 * times, with three digits after each, parts thousands; one that is not followed by exactly three digits, or comes after a
 * zero, begins decimals. What is left has both readings, and whoever judges takes the one that fits.
 */
export function numbersIn(typed: string): readonly Readings[] {
  const text = plain(typed)
    .trim()
    .replace(BETWEEN_THOUSANDS, "")
    .replace(RAISED_COMMA, DECIMAL)
    .replace(POWER, (whole, power: string) => `${whole.startsWith("10") ? "1" : ""}e${power.replace("\u2212", "-")}`);
  const numbers = [...text.matchAll(NUMBER)]
    .flatMap(([, whole = "0", above, below, number, power = ""]) =>
      number === undefined ? [[Number(whole) + Number(above) / Number(below)]] : readingsOf(number, power.slice(1)),
    )
    // Nothing can be divided by nothing.
    .filter((readings) => readings.every(Number.isFinite));
  const [first, ...others] = numbers;
  // Only at the beginning is it a minus; elsewhere it is the dash of a range.
  return first !== undefined && MINUS.test(text) ? [first.map((one) => -one), ...others] : numbers;
}

/**
 * @param number digits, with separators between them or one before
 * @param power of ten
 */
function readingsOf(number: string, power: string): readonly Readings[] {
  const times = (plainly: string): number => Number(`${plainly}e${power || 0}`);
  const signs = number.replace(/\d/g, "");
  const last = signs.at(-1);
  if (last === undefined) return [[times(number)]];
  const at = number.lastIndexOf(last);
  const [before, decimals] = [number.slice(0, at), number.slice(at + 1)];
  const decimal = (whole: string): number => times(`${whole}.${decimals}`);
  const [thousands = ""] = signs;
  const grouped = last !== DECIMAL && isGrouped(number, last) ? [times(number.replaceAll(last, ""))] : [];
  if (signs.length === 1) return [[decimal(before), ...grouped]];
  if (grouped.length > 0) return [grouped];
  if (thousands !== last && isGrouped(before, thousands)) return [[decimal(before.replaceAll(thousands, ""))]];
  // No number is written so: a list, most likely.
  return number.split(/[.,\u066b]/).map((one) => [times(one)]);
}
