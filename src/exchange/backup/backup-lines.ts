import { isObject } from "../../core/log/fields.ts";

/** Items of a list that stand on a line each, and what each of them says. */
export interface Lines {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * What would make it unclear where a line's item ends: a blank, or nothing, between a brace and the next thing that is no new
 * line behind a comma. It may stand in a text as well, and such items are then read one by one.
 */
const UNCLEAR = ["},{", "}\n", "\t", "\r"] as const;
const UNCLEAR_BLANKS = ["} ", " {", " \n"] as const;

/**
 * Objects that stand one on each line, with a comma between, read by one call of the browser's parser: for each one a call takes
 * longer than what it reads. Between two objects of a list stand a brace, a comma and a brace, and blanks. Where none of the
 * texts above is found, that is always a brace, a comma, a new line and a brace; so where there are as many objects as lines,
 * each line is one of them.
 * @param text without the brackets of its list
 * @param most characters of an item
 * @returns null where that is not certain, or where it is no JSON
 */
export function objectsOnLines(text: string, most: number): Lines | null {
  if (UNCLEAR.some((one) => text.includes(one))) return null;
  if (text.includes(" ") && UNCLEAR_BLANKS.some((one) => text.includes(one))) return null;
  const texts = text.split(",\n");
  if (!texts.every((line) => line.length <= most && line.startsWith("{") && line.endsWith("}"))) return null;
  const values = listOf(text);
  return values?.length === texts.length && values.every(isObject) ? { texts, values } : null;
}

function listOf(items: string): readonly unknown[] | null {
  try {
    const list: unknown = JSON.parse(`[${items}]`);
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}
