/** Records and integers as SQLite writes them. Source: https://sqlite.org/fileformat2.html, "Record Format". */
import { Growing } from "./growing.ts";

/** What a column of ours holds. */
export type Written = string | number | bigint | null;

/** Serial types of whole numbers, by how many bytes they take. */
const TYPE_OF_BYTES = [0, 1, 2, 3, 4, 0, 5, 0, 6] as const;
const [REAL, ZERO, TEXT] = [7, 8, 13];

const [types, body] = [new Growing(), new Growing()];

/**
 * A row, or a key of an index.
 * @param to gets its bytes alone: what it holds is forgotten
 */
export function writeRecord(to: Growing, values: readonly Written[]): void {
  for (const one of [types, body, to]) one.clear();
  for (const value of values) {
    if (value === null) types.push(0);
    else if (typeof value === "string") types.addVarint(TEXT + 2 * body.addText(value));
    else if (typeof value === "bigint") writeLong(value);
    else writeNumber(value);
  }
  // The head says its own length, which takes a byte up to 126 and two beyond.
  to.addVarint(types.length + (types.length < 127 ? 1 : 2));
  to.addFrom(types);
  to.addFrom(body);
}

function writeNumber(value: number): void {
  if (value === 0 || value === 1) {
    types.push(ZERO + value);
  } else if (Number.isSafeInteger(value)) {
    const bytes = bytesFor(value);
    types.push(TYPE_OF_BYTES[bytes] ?? 0);
    if (bytes > 4) addWhole(Math.floor(value / 2 ** 32), bytes - 4);
    addWhole(value | 0, Math.min(bytes, 4));
  } else {
    types.push(REAL);
    for (const byte of new Uint8Array(new Float64Array([value]).buffer).reverse()) body.push(byte);
  }
}

/** The lowest bytes of a number, four at most: those that bits are counted in. */
function addWhole(value: number, bytes: number): void {
  for (let shift = 8 * (bytes - 1); shift >= 0; shift -= 8) body.push((value >> shift) & 255);
}

/** A whole number beyond 2^53. @param value within 64 bits with their sign */
function writeLong(value: bigint): void {
  types.push(TYPE_OF_BYTES[8] ?? 0);
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, value);
  body.addBytes(new Uint8Array(view.buffer));
}

/** What numbers of so many bytes stay below, on either side of 0. */
const [IN_1, IN_2, IN_3, IN_4, IN_6] = [2 ** 7, 2 ** 15, 2 ** 23, 2 ** 31, 2 ** 47] as const;

/** The fewest bytes that hold it with its sign. */
function bytesFor(value: number): number {
  const size = value < 0 ? -value - 1 : value;
  if (size < IN_2) return size < IN_1 ? 1 : 2;
  if (size < IN_4) return size < IN_3 ? 3 : 4;
  return size < IN_6 ? 6 : 8;
}

/** More columns than any table of ours has: the head of a row of them says its length in one byte. */
const MOST_NUMBERS = 100;
/** How many bytes each number of the row that is written now takes. */
const sizes = new Uint8Array(MOST_NUMBERS);

/**
 * A whole cell, written in one go: a log has some hundred thousand rows of numbers, each with a key besides.
 * @param rowId of a row; null for a key
 * @param values whole numbers within 2^53; NaN for what the record does not hold
 * @throws RangeError for more columns than such a table has
 */
export function addNumbers(to: Growing, rowId: number | null, values: Float64Array): void {
  const count = values.length;
  if (count > MOST_NUMBERS) throw new RangeError("too many columns");
  let payload = count + 1;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    const size = value === 0 || value === 1 || Number.isNaN(value) ? 0 : bytesFor(value);
    sizes[i] = size;
    payload += size;
  }
  to.addVarint(payload);
  if (rowId !== null) to.addVarint(rowId);
  const bytes = to.room(payload);
  const start = to.length;
  bytes[start] = count + 1;
  let at = start + count + 1;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    const size = sizes[i] ?? 0;
    bytes[start + 1 + i] = size > 0 ? (TYPE_OF_BYTES[size] ?? 0) : Number.isNaN(value) ? 0 : ZERO + value;
    if (size > 4) {
      const high = Math.floor(value / 2 ** 32);
      for (let shift = 8 * (size - 5); shift >= 0; shift -= 8) bytes[at++] = high >> shift;
    }
    // The lowest 32 bits, which is what bits are counted in.
    for (let shift = 8 * (Math.min(size, 4) - 1); shift >= 0; shift -= 8) bytes[at++] = value >> shift;
  }
  to.end(at);
}
