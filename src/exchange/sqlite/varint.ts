import { Refusal } from "../refusal.ts";

const MAX_BYTES = 9;

/**
 * SQLite's integers of 1 to 9 bytes, the highest seven bits first. Exact up to 2^53; what is more is no size, no count
 * and no page of any file that fits here. Source: https://sqlite.org/fileformat2.html, "Record Format".
 * @returns the value, and where the next byte stands
 * @throws Refusal where the bytes end before
 */
export function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let i = 0; i < MAX_BYTES; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw new Refusal("damaged");
    if (i === MAX_BYTES - 1) return { value: value * 256 + byte, end: start + MAX_BYTES };
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end: start + i + 1 };
  }
  throw new Refusal("damaged");
}
