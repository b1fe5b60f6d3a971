/** What a database says that it holds. Source: https://sqlite.org/fileformat2.html, "The SQL Schema Table". */
import { Refusal } from "../refusal.ts";
import type { DatabaseFile } from "./file.ts";
import { readVarint } from "./varint.ts";
import { type PageWalk, recordBytes } from "./walk.ts";

/** One thing of the schema: a table, an index, a view or a trigger. */
export interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly root: number;
  readonly sql: string;
}

const SCHEMA_PAGE = 1;
/** Anki's has about 60 rows. */
const MAX_ROWS = 1000;
const MAX_RECORD = 100_000;

/** @throws Refusal `damaged`, `pages`, `tooLarge` */
export function readSchema(file: DatabaseFile, walk: PageWalk): readonly SchemaRow[] {
  const rows: SchemaRow[] = [];
  for (const cell of walk.cells(SCHEMA_PAGE)) {
    if (rows.length >= MAX_ROWS || cell.payload > MAX_RECORD) throw new Refusal("tooLarge");
    const [type, name, , root, sql] = readRecord(recordBytes(file, cell));
    rows.push({ type: textOf(type), name: textOf(name), root: numberOf(root), sql: textOf(sql) });
  }
  return rows;
}

const textOf = (value: Value): string => (typeof value === "string" ? value : "");
const numberOf = (value: Value): number => (typeof value === "number" ? value : 0);

type Value = string | number | null | undefined;
const [FIRST_INTEGER, LAST_INTEGER, ZERO, ONE, FIRST_TEXT] = [1, 6, 8, 9, 13];
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** Texts and whole numbers of a record; whatever else it may hold is null. */
function readRecord(record: Uint8Array): Value[] {
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
  const isInteger = type >= FIRST_INTEGER && type <= LAST_INTEGER;
  // No page has a negative number, so the sign does not matter.
  return isInteger ? bytes.reduce((value, byte) => value * 256 + byte, 0) : null;
}
