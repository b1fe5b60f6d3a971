/** The record of a row. Source: https://sqlite.org/fileformat2.html, "Record Format". */
import { viewOf } from "../archive/zip-directory.ts";
import { Refusal } from "../refusal.ts";
import { readVarint } from "./varint.ts";

/** Of a column. Whole numbers beyond 2^53 come near. */
export type Value = string | number | Uint8Array | null | undefined;
const [FIRST_INTEGER, LAST_INTEGER, REAL, ZERO, ONE, FIRST_TEXT] = [1, 6, 7, 8, 9, 13];
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** A column's value where it stands in its record. */
export interface Field {
  readonly type: number;
  readonly start: number;
  readonly length: number;
}

/**
 * The fields of a record, in the order of its columns.
 * @param most so many of them at most
 * @throws Refusal `damaged`
 */
export function fieldsOf(record: Uint8Array, most = Number.POSITIVE_INFINITY): Field[] {
  const head = readVarint(record, 0);
  const fields: Field[] = [];
  let start = head.value;
  for (let place = head.end; place < head.value && fields.length < most; ) {
    const { value: type, end } = readVarint(record, place);
    const length = lengthOf(type);
    if (start + length > record.length) throw new Refusal("damaged");
    fields.push({ type, start, length });
    place = end;
    start += length;
  }
  return fields;
}

export const isText = ({ type }: Field): boolean => type >= FIRST_TEXT && type % 2 === 1;

export const textAt = (record: Uint8Array, { start, length }: Field): string =>
  decoder.decode(record.subarray(start, start + length));

const valueAt = (record: Uint8Array, { type, start, length }: Field): Value =>
  valueIn(type, record.subarray(start, start + length));

/** The values of a record, in the order of its columns. @throws Refusal `damaged` */
export const readRecord = (record: Uint8Array): Value[] => fieldsOf(record).map((field) => valueAt(record, field));

const decoder = new TextDecoder();

function lengthOf(type: number): number {
  if (type <= LAST_INTEGER) return INTEGER_BYTES[type] ?? 0;
  if (type < FIRST_TEXT - 1) return type === LAST_INTEGER + 1 ? 8 : 0;
  return Math.floor((type - (FIRST_TEXT - 1)) / 2);
}

function valueIn(type: number, bytes: Uint8Array): Value {
  if (type === ZERO || type === ONE) return type - ZERO;
  if (type >= FIRST_TEXT && type % 2 === 1) return decoder.decode(bytes);
  if (type >= FIRST_TEXT - 1) return bytes;
  if (type >= FIRST_INTEGER && type <= LAST_INTEGER) {
    return wholeIn(bytes, 0, bytes.length);
  }
  return type === REAL ? viewOf(bytes).getFloat64(0) : null;
}

/** Of some bytes; the highest bit is the sign. */
function wholeIn(bytes: Uint8Array, start: number, length: number): number {
  let value = (bytes[start] ?? 0) > 127 ? -1 : 0;
  for (let i = start; i < start + length; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

/** A number where it stands, without a piece of memory for it; null for what is none. */
export function numberAt(record: Uint8Array, { type, start, length }: Field): number | null {
  if (type >= FIRST_INTEGER && type <= LAST_INTEGER) return wholeIn(record, start, length);
  if (type === ZERO || type === ONE) return type - ZERO;
  return type === REAL ? viewOf(record).getFloat64(start) : null;
}
