/** A database file written whole, from rows that are known. Source: https://sqlite.org/fileformat2.html */
import { viewOf } from "../archive/zip-directory.ts";
import { type Column, columnsOf } from "./columns.ts";
import { Growing } from "./growing.ts";
import { placesInOrder } from "./places-in-order.ts";
import { type Written, writeRecord } from "./write-record.ts";
import { PAGE_SIZE, Pages, Tree } from "./write-tree.ts";

/** The rows of a table, each with the values of its columns in their order. */
export type Rows = readonly (readonly Written[])[];
/** The columns of a table that holds whole numbers within 2^53 alone: a list for each of many rows takes longer than to write it. */
export type Columns = { readonly columns: readonly Float64Array[] };

const STATEMENT = /^CREATE (TABLE|INDEX) (\w+) (?:ON (\w+) )?\(([\s\S]*)\)$/;

interface Table {
  readonly columns: readonly Column[];
  /** As they were given. */
  readonly rows: Rows | Columns;
  /** The number of each. */
  readonly rowIds: Float64Array;
  /** The places of all, in the order of their numbers. */
  readonly order: Uint32Array;
}

/**
 * @param schema CREATE TABLE and CREATE INDEX in plain words, a semicolon after each; indexes of columns that hold whole
 * numbers
 * @param rows by table; tables that are not named are empty
 * @returns the file in pieces
 * @throws RangeError for what is no such schema, or is too long for one page
 */
export function writeDatabase(
  schema: string,
  rows: ReadonlyMap<string, Rows | Columns>,
): readonly Uint8Array<ArrayBuffer>[] {
  const pages = new Pages();
  const tables = new Map<string, Table>();
  const statements = schema.split(";").map((sql) => sql.trim());
  const listed = new Tree(pages, true);
  for (const [i, sql] of statements.filter(Boolean).entries()) {
    const [, type = "", name = "", of = name, list = ""] = STATEMENT.exec(sql) ?? [];
    const isTable = type === "TABLE";
    if (isTable) tables.set(name, tableOf(columnsOf(sql), rows.get(name) ?? []));
    const table = tables.get(of);
    if (!table) throw new RangeError(`no table and no index of one: ${sql}`);
    const tree = new Tree(pages, isTable);
    if (isTable) addRows(tree, table);
    else addKeys(tree, table, list.split(","));
    writeRecord(record, [type.toLowerCase(), name, of, tree.write(), sql]);
    listed.add(i + 1, record);
  }
  listed.write(1);
  return withHeader(pages);
}

/** The one that is written now. */
const record = new Growing();

function tableOf(columns: readonly Column[], rows: Rows | Columns): Table {
  const column = columns.findIndex(({ isRowId }) => isRowId);
  const count = "columns" in rows ? (rows.columns[0]?.length ?? 0) : rows.length;
  const rowIds = column < 0 ? Float64Array.from({ length: count }, (_, place) => place + 1) : numbersOf(rows, column);
  return { columns, rows, rowIds, order: placesInOrder(rowIds) };
}

/** What a column of whole numbers holds, by the places of the rows. */
const numbersOf = (rows: Rows | Columns, column: number): Float64Array =>
  "columns" in rows
    ? (rows.columns[column] ?? new Float64Array())
    : Float64Array.from(rows, (values) => Number(values[column]));

function addRows(tree: Tree, { columns, rows, rowIds, order }: Table): void {
  if ("columns" in rows) {
    const row = new Float64Array(columns.length);
    for (const place of order) {
      for (const [i, { isRowId }] of columns.entries()) row[i] = isRowId ? Number.NaN : (rows.columns[i]?.[place] ?? 0);
      tree.addNumbers(rowIds[place] ?? 0, row);
    }
    return;
  }
  const values: Written[] = [];
  for (const place of order) {
    const rowId = rowIds[place] ?? 0;
    for (const [i, column] of columns.entries()) values[i] = kept(column, rows[place]?.[i] ?? null);
    writeRecord(record, values);
    tree.add(rowId, record);
  }
}

/** As SQLite keeps it: the number of a row stands before it, and what reads as a number becomes one in a column for those. */
function kept({ isRowId, isInteger }: Column, value: Written): Written {
  if (isRowId) return null;
  return isInteger && typeof value === "string" && NUMBER.test(value) ? numberOf(value.trim()) : value;
}

/** With SQLite's own blanks about it. Source: https://sqlite.org/datatype3.html, "Type Affinity". */
const NUMBER = /^[ \t\n\v\f\r]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?[ \t\n\v\f\r]*$/i;

/** A whole number where it is one within 64 bits, else a fraction. */
function numberOf(text: string): number | bigint {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  const isWhole = Number.isInteger(number);
  const exact = /^[+-]?\d+$/.test(text) ? BigInt(text.replace("+", "")) : isWhole ? BigInt(number) : null;
  return exact !== null && BigInt.asIntN(64, exact) === exact ? exact : number;
}

function addKeys(tree: Tree, { columns, rows, rowIds, order }: Table, names: readonly string[]): void {
  const places = names.map((name) => columns.findIndex((column) => column.name === name.trim()));
  // By the place of a row: the numbers that it is sorted by, its own last.
  const parts = [...places.map((one) => numbersOf(rows, one)), rowIds];
  const key = new Float64Array(parts.length);
  for (const place of inOrderOf(parts, order)) {
    for (let i = 0; i < parts.length; i++) key[i] = parts[i]?.[place] ?? 0;
    if (key.every(Number.isSafeInteger)) {
      tree.addNumbers(null, key);
    } else {
      writeRecord(record, [...key]);
      tree.add(null, record);
    }
  }
}

/** Places, sorted. @param byRowId the same in another order, that may be the right one */
function inOrderOf(parts: readonly Float64Array[], byRowId: Uint32Array): ArrayLike<number> & Iterable<number> {
  const compare = (a: number, b: number): number => {
    for (const part of parts) {
      const difference = (part[a] ?? 0) - (part[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  if (byRowId.every((place, i) => i === 0 || compare(byRowId[i - 1] ?? 0, place) <= 0)) return byRowId;
  // In the order in which the rows came they are nearly sorted, which takes hardly longer than to look.
  return byRowId.map((_, i) => i).sort(compare);
}

/** Of the version of SQLite whose form this is; any later one reads it. */
const VERSION = 3_046_000;

function withHeader(pages: Pages): readonly Uint8Array<ArrayBuffer>[] {
  const file = pages.page(1);
  file.set(new TextEncoder().encode("SQLite format 3\0"));
  const view = viewOf(file);
  view.setUint16(16, PAGE_SIZE);
  // Read and written without a log beside it; no bytes of a page are kept free; fractions that are the same in every file.
  file.set([1, 1, 0, 64, 32, 32], 18);
  const [CHANGES, PAGES, COOKIE, FORMAT, ENCODING, VALID_FOR, MADE_BY] = [24, 28, 40, 44, 56, 92, 96];
  for (const place of [CHANGES, COOKIE, ENCODING, VALID_FOR]) view.setUint32(place, 1);
  view.setUint32(PAGES, pages.count);
  view.setUint32(FORMAT, 4);
  view.setUint32(MADE_BY, VERSION);
  return pages.pieces();
}
