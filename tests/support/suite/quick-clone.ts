/** `structuredClone` of rows: the built-in one goes by way of bytes, and takes three times as long for what is only data. */

const native = globalThis.structuredClone;

/** What is not plain data: the built-in one copies it, or says why it cannot. */
const OTHER = Symbol("not plain data");

/** The same as `structuredClone(value)` in all that can be seen of the copy. @throws what that throws */
export function quickClone<T>(value: T, options?: StructuredSerializeOptions): T;
export function quickClone(value: unknown, options?: StructuredSerializeOptions): unknown {
  if (isMere(value)) return value;
  const copy = options === undefined ? copyOf(value, new Seen()) : OTHER;
  return copy === OTHER ? native(value, options) : copy;
}

/** The objects so far: one that stands in two places must stand in two places of the copy as well. */
class Seen {
  /** Most rows have no more, and a set for each row would take longer than to copy it. */
  static readonly #FEW = 16;
  readonly #few: object[] = [];
  #many: Set<object> | null = null;

  /** @returns whether it is the first time */
  add(value: object): boolean {
    if (this.#many === null && this.#few.length === Seen.#FEW) this.#many = new Set(this.#few);
    if (this.#many === null ? this.#few.includes(value) : this.#many.has(value)) return false;
    if (this.#many === null) this.#few.push(value);
    else this.#many.add(value);
    return true;
  }
}

function copyOf(value: unknown, seen: Seen): unknown {
  if (isMere(value)) return value;
  if (typeof value !== "object" || value === null || !seen.add(value)) return OTHER;
  if (Array.isArray(value)) return listOf(value, seen);
  return Object.getPrototypeOf(value) === Object.prototype ? recordOf(value as Data, seen) : OTHER;
}

type Data = Record<string, unknown>;

/** A number, a text and the like. */
function isMere(value: unknown): boolean {
  const type = typeof value;
  return value === null || (type !== "object" && type !== "function" && type !== "symbol");
}

function listOf(list: readonly unknown[], seen: Seen): unknown {
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

/** All at once, which is far quicker than name by name, and then anew what is no mere value. */
function recordOf(record: Data, seen: Seen): unknown {
  if (Object.getOwnPropertySymbols(record).length > 0) return OTHER;
  const copied = { ...record };
  for (const key in copied) {
    const value = copied[key];
    if (isMere(value)) continue;
    const copy = copyOf(value, seen);
    if (copy === OTHER) return OTHER;
    copied[key] = copy;
  }
  return copied;
}
