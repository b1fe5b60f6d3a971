/**
 * Checks for the fields of an event. They are small enough to be written out, so that the first card, the badge and undo
 * can read the log critically without a schema library.
 */
import type { Envelope } from "./envelope.ts";

/** What is wrong with a value, in a few words for a developer; null when it is right. */
export interface Check {
  (value: unknown): string | null;
  /**
   * The same for values that only a later version may write, where there are any. Such a value is not right here, and not
   * wrong either: see `decode.ts`.
   */
  readonly later?: (value: unknown) => string | null;
}

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

/** Numbers in a list are grades and the like. */
const MOST_LISTED = 1000;

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? null : `not ${what}`;

/** What a program calls a thing. */
export const programName = matching(/^[a-z][a-zA-Z0-9-]{0,39}$/, "a name");

/** A closed list. A later version may make it longer: by a name, or, where it lists numbers, by a whole number. */
export function oneOf(...values: readonly (string | number | boolean | null)[]): Check {
  const allowed: ReadonlySet<unknown> = new Set(values);
  const check: Check = (value) => (allowed.has(value) ? null : `not one of ${values.join(", ")}`);
  return laterAlso(check, values.every((one) => typeof one === "number") ? whole(0, MOST_LISTED) : programName);
}

/** The check, with values that only a later version may write. */
export const laterAlso = (check: Check, later: (value: unknown) => string | null): Check =>
  Object.assign((value: unknown) => check(value), { later });

export const anyOf =
  (...checks: readonly Check[]): Check =>
  (value) => {
    const problems: string[] = [];
    for (const check of checks) {
      const problem = check(value);
      if (problem === null) return null;
      problems.push(problem);
    }
    return problems.join(", ");
  };

export const nullable =
  (check: Check): Check =>
  (value) => {
    const problem = value === null ? null : check(value);
    return problem === null ? null : `not null, ${problem}`;
  };

/** May be absent; may not be there as `undefined`, see {@link checkOf}. */
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

/** An object with these fields at least. A later version may say the same in other fields, and leave some of these out. */
export function objectOf(fields: Readonly<Record<string, Check>>): Check {
  const problemOf = checkOf(fields);
  const check: Check = (value) => (isObject(value) ? problemOf(value) : "not an object");
  return laterAlso(check, (value) => {
    if (!isObject(value)) return "not an object";
    const isOther = Object.keys(value).some((name) => !Object.hasOwn(fields, name));
    const there = Object.entries(fields).filter(([name]) => !isOther || Object.hasOwn(value, name));
    return checkOf(Object.fromEntries(there), "later")(value);
  });
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A check of all fields: of an object it gives the first one that is not right, as `field: what is wrong`, or null. `undefined` is
 * never right: no file can hold it. Made once for all objects, since each event of a long log comes through one.
 * @param orLater whether what only a later version may write is right as well
 */
export function checkOf(
  fields: Readonly<Record<string, Check>>,
  orLater: "later" | null = null,
): (value: object) => string | null {
  const checks = Object.entries(fields).map(([name, check]) => ({ name, check }));
  return (value) => {
    // What every object inherits has the name of no field, so only of others is each one asked for whose it is.
    const isPlain = Object.getPrototypeOf(value) === Object.prototype;
    for (const { name, check } of checks) {
      const field = isPlain || Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      const problem = field === undefined && Object.hasOwn(value, name) ? "undefined" : check(field);
      if (problem && (!orLater || !check.later || check.later(field) !== null)) return `${name}: ${problem}`;
    }
    return null;
  };
}
