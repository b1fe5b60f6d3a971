/** Records and integers as SQLite writes them. Source: https://sqlite.org/fileformat2.html, "Record Format". */
import { Growing } from "./growing.ts";

/** What a column of ours holds. */
export type Written = string | number | bigint | null;

/** Serial types of whole numbers of so many bytes. */
const TYPE_OF_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 8: 6 };
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
const BOUNDS = [1, 2, 3, 4, 6].map((bytes) => ({ bytes, bound: 2 ** (8 * bytes - 1) }));

/** The fewest bytes that hold it with its sign. */
function bytesFor(value: number): number {
  for (const { bytes, bound } of BOUNDS) if (value >= -bound && value < bound) return bytes;
  return 8;
}
