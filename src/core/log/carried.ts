/** What this version does not know of an event, and takes along all the same. */
import { isObject } from "./fields.ts";

/** In characters, about as JSON counts them. An event that nobody here knows must not fill the disk all the same. */
export const LONGEST_CARRIED = 100_000;
/** JSON that lies deeper makes programs run out of stack. */
const DEEPEST = 50;

/**
 * What keeps a value from being carried, or null: only what comes out of a file just as it went in can be copied, exported
 * and merged.
 */
export function carriedProblem(value: unknown): string | null {
  let left = LONGEST_CARRIED;
  const visit = (inner: unknown, depth: number): string | null => {
    if (depth > DEEPEST) return `more than ${DEEPEST} levels deep`;
    if (typeof inner === "string") left -= inner.length + 2;
    else if (isJsonAtom(inner)) left -= 4;
    else if (Array.isArray(inner) || isPlainObject(inner)) {
      for (const [key, item] of Object.entries(inner)) {
        left -= key.length + 4;
        const problem = visit(item, depth + 1);
        if (problem) return problem;
      }
    } else return "holds what no file can";
    return left < 0 ? `longer than ${LONGEST_CARRIED} characters` : null;
  };
  return visit(value, 0);
}

const isJsonAtom = (value: unknown): boolean =>
  value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

const isPlainObject = (value: unknown): value is object =>
  isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
