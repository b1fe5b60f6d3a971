/** The record of a row. Source: https://sqlite.org/fileformat2.html, "Record Format". */
import { Refusal } from "../refusal.ts";
import { readVarint } from "./varint.ts";

/** Of a column; null where it is another number than a whole one. */
export type Value = string | number | Uint8Array | null | undefined;
const [FIRST_INTEGER, LAST_INTEGER, ZERO, ONE, FIRST_TEXT] = [1, 6, 8, 9, 13];
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** The values of a record, in the order of its columns. @throws Refusal `damaged` */
export function readRecord(record: Uint8Array): Value[] {
  const head = readVarint(record, 0);
  const values: Value[] = [];
  let at = head.value;
  for (let place = head.end; place < head.value; ) {
    const { value: type, end } = readVarint(record, place);
    place = end;
    const length = lengthOf(type);
    if (at + length > record.length) throw new Refusal("damaged");
    values.push(valueIn(type, record.subarray(at, at + length)));
    at += length;
  }
  return values;
}

function lengthOf(type: number): number {
  if (type <= LAST_INTEGER) return INTEGER_BYTES[type] ?? 0;
  if (type < FIRST_TEXT - 1) return type === LAST_INTEGER + 1 ? 8 : 0;
  return Math.floor((type - (FIRST_TEXT - 1)) / 2);
}

function valueIn(type: number, bytes: Uint8Array): Value {
  if (type === ZERO || type === ONE) return type - ZERO;
  if (type >= FIRST_TEXT && type % 2 === 1) return new TextDecoder().decode(bytes);
  if (type >= FIRST_TEXT - 1) return bytes;
  const isInteger = type >= FIRST_INTEGER && type <= LAST_INTEGER;
  // No page has a negative number, so the sign does not matter.
  return isInteger ? bytes.reduce((value, byte) => value * 256 + byte, 0) : null;
}
