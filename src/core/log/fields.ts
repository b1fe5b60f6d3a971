/**
 * Checks for the fields of an event. They are small enough to be written out, so that the first card, the badge and undo
 * can read the log critically without a schema library.
 */
import type { Envelope } from "./envelope.ts";

/** What is wrong with a value, in a few words for a developer; null when it is right. */
export type Check = (value: unknown) => string | null;

/** A check for each field that a kind adds to the envelope. Fields that are not named are carried unchecked. */
export type Fields<E extends Envelope> = { readonly [K in Exclude<keyof E, keyof Envelope>]-?: Check };

/** A whole number from min to max, both included. */
export const whole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? null
      : `not a whole number from ${min} to ${max}`;

/** Text of 1 to `longest` UTF-16 units. */
export const text =
  (longest: number): Check =>
  (value) =>
    typeof value === "string" && value.length > 0 && value.length <= longest
      ? null
      : `not a text of 1 to ${longest} characters`;

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? null : `not ${what}`;

export const oneOf =
  (...values: readonly (string | number | boolean | null)[]): Check =>
  (value) =>
    values.some((one) => one === value) ? null : `not one of ${values.join(", ")}`;

export const anyOf =
  (...checks: readonly Check[]): Check =>
  (value) => {
    const problems = checks.map((check) => check(value));
    return problems.some((problem) => problem === null) ? null : problems.join(", ");
  };

export const nullable = (check: Check): Check => anyOf((value) => (value === null ? null : "not null"), check);

/** May be absent; may not be there as `undefined`, see {@link firstProblem}. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? null : check(value);

export const listOf =
  (check: Check, longest: number): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length > longest) return `not a list of at most ${longest}`;
    for (const [i, item] of value.entries()) {
      const problem = check(item);
      if (problem) return `${i}: ${problem}`;
    }
    return null;
  };

export const objectOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) ? firstProblem(value, fields) : "not an object";

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first field that is not right, as `field: what is wrong`. `undefined` is never right: no file can hold it. */
export function firstProblem(value: object, fields: Readonly<Record<string, Check>>): string | null {
  for (const [name, check] of Object.entries(fields)) {
    const isThere = Object.hasOwn(value, name);
    const field = isThere ? (value as Record<string, unknown>)[name] : undefined;
    const problem = isThere && field === undefined ? "undefined" : check(field);
    if (problem) return `${name}: ${problem}`;
  }
  return null;
}
