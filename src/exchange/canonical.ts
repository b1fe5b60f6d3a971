import { isSameList } from "../core/same-list.ts";

/** Deeper than anything that Osteon writes, or will; what is deeper would break the stack in places. */
const DEEPEST = 64;

/**
 * JSON in one form only: keys in code-unit order, no spaces, numbers and strings as `JSON.stringify` writes them.
 * Two values that say the same have the same text, so that texts can be compared and hashed.
 * @param value plain data: finite numbers, no cycles
 * @throws RangeError for what is nested more than 64 deep
 */
export function canonicalJson(value: unknown): string {
  // The browser writes a whole value several times as fast as it can be put together here.
  const ordered = inOrder(value, 0);
  return ordered === NO_ORDER ? written(value, 0) : JSON.stringify(ordered);
}

/** An object has keys that it does not keep in the order in which they are given. */
const NO_ORDER = Symbol("no order");
/** Numbers come first in every object, and the other one is no key when it is set. */
const KEEPS_NO_ORDER = /^\d+$|^__proto__$/;

interface Shape {
  readonly keys: readonly string[];
  /** Null where no object keeps them in order. */
  readonly sorted: readonly string[] | null;
  readonly isSorted: boolean;
}

/** The last ones by depth: in a log nearly all events have the same keys. */
const lastShapes: (Shape | undefined)[] = [];

function shapeOf(value: object, depth: number): Shape {
  const keys = Object.keys(value);
  const last = lastShapes[depth];
  if (last && isSameList(keys, last.keys)) return last;
  // Without a comparison given they are sorted by code units.
  const sorted = keys.toSorted();
  const shape = {
    keys,
    sorted: keys.some((key) => KEEPS_NO_ORDER.test(key)) ? null : sorted,
    isSorted: isSameList(keys, sorted),
  };
  lastShapes[depth] = shape;
  return shape;
}

/** The value itself where its keys are in order, as a reader of such a text has it, or a copy whose keys are. */
function inOrder(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return tooDeep();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => inOrder(item, depth + 1));
    return items.includes(NO_ORDER) ? NO_ORDER : items;
  }
  const { sorted, isSorted } = shapeOf(value, depth);
  if (!sorted) return NO_ORDER;
  const fields = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | null = isSorted ? null : {};
  for (const key of sorted) {
    const field = fields[key];
    if (field !== undefined && depth === DEEPEST) return tooDeep();
    const ordered = typeof field === "object" ? inOrder(field, depth + 1) : field;
    if (ordered === NO_ORDER) return NO_ORDER;
    if (!copy && ordered !== field) copy = { ...fields };
    if (copy) copy[key] = ordered;
  }
  return copy ?? value;
}

function tooDeep(): never {
  throw new RangeError(`nested more than ${DEEPEST} deep`);
}

function written(value: unknown, depth: number): string {
  if (depth > DEEPEST) return tooDeep();
  if (Array.isArray(value)) return `[${value.map((item) => written(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = "";
  // Without a comparison given they are sorted by code units.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${written(field, depth + 1)}`;
  }
  return `{${text}}`;
}

/** As `canonicalJson`, or null for what is nested too deep. */
export function canonicalIfShallow(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
