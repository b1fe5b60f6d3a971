/** `structuredClone` of rows: the built-in one goes by way of bytes, and takes three times as long for what is only data. */

const native = globalThis.structuredClone;

/** What is not plain data: the built-in one copies it, or says why it cannot. */
const OTHER = Symbol("not plain data");

/** The same as `structuredClone(value)` in all that can be seen of the copy. @throws what that throws */
export function quickClone<T>(value: T, options?: StructuredSerializeOptions): T;
export function quickClone(value: unknown, options?: StructuredSerializeOptions): unknown {
  const copy = options === undefined ? copyOf(value, new Set()) : OTHER;
  return copy === OTHER ? native(value, options) : copy;
}

/** @param seen the objects so far: one that stands in two places must stand in two places of the copy as well */
function copyOf(value: unknown, seen: Set<object>): unknown {
  if (typeof value === "function" || typeof value === "symbol") return OTHER;
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return OTHER;
  seen.add(value);
  if (Array.isArray(value)) return listOf(value, seen);
  return Object.getPrototypeOf(value) === Object.prototype ? recordOf(value, seen) : OTHER;
}

function listOf(list: readonly unknown[], seen: Set<object>): unknown {
  // One with gaps, or with more than its items.
  if (Object.keys(list).length !== list.length) return OTHER;
  const copied: unknown[] = [];
  for (const item of list) {
    const copy = copyOf(item, seen);
    if (copy === OTHER) return OTHER;
    copied.push(copy);
  }
  return copied;
}

function recordOf(record: object, seen: Set<object>): unknown {
  const copied: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    const copy = key === "__proto__" ? OTHER : copyOf(value, seen);
    if (copy === OTHER) return OTHER;
    copied[key] = copy;
  }
  return copied;
}
