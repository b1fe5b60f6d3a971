/** A database file written whole, from rows that are known. Source: https://sqlite.org/fileformat2.html */
import { type Column, columnsOf } from "./columns.ts";
import { type Written, writeRecord } from "./write-record.ts";
import { type Entry, PAGE_SIZE, Pages, writeTree } from "./write-tree.ts";

/** The rows of a table, each with the values of its columns in their order. */
export type Rows = readonly (readonly Written[])[];

const STATEMENT = /^CREATE (TABLE|INDEX) (\w+) (?:ON (\w+) )?\(([\s\S]*)\)$/;

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Numbered[];
}
interface Numbered {
  readonly rowId: number;
  readonly values: readonly Written[];
}

/**
 * @param schema CREATE TABLE and CREATE INDEX in plain words, a semicolon after each; indexes of columns that hold whole
 * numbers
 * @param rows by table; tables that are not named are empty
 * @throws RangeError for what is no such schema, or is too long for one page
 */
export function writeDatabase(schema: string, rows: ReadonlyMap<string, Rows>): Uint8Array<ArrayBuffer> {
  const pages = new Pages();
  const tables = new Map<string, Table>();
  const statements = schema.split(";").map((sql) => sql.trim());
  const listed = statements.filter(Boolean).map((sql, i): Entry => {
    const [, type = "", name = "", of = name, list = ""] = STATEMENT.exec(sql) ?? [];
    const isTable = type === "TABLE";
    if (isTable) tables.set(name, tableOf(columnsOf(sql), rows.get(name) ?? []));
    const table = tables.get(of);
    if (!table) throw new RangeError(`no table and no index of one: ${sql}`);
    const entries = isTable ? table.rows.map((row) => rowEntry(row, table)) : keysOf(table, list.split(","));
    const root = writeTree(pages, entries, isTable);
    return { rowId: i + 1, record: writeRecord([type.toLowerCase(), name, of, root, sql]) };
  });
  writeTree(pages, listed, true, 1);
  return withHeader(pages);
}

function tableOf(columns: readonly Column[], rows: Rows): Table {
  const place = columns.findIndex(({ isRowId }) => isRowId);
  const numbered = rows.map((values, i) => ({ values, rowId: place < 0 ? i + 1 : Number(values[place]) }));
  return { columns, rows: numbered.sort((a, b) => a.rowId - b.rowId) };
}

const rowEntry = ({ rowId, values }: Numbered, { columns }: Table): Entry => ({
  rowId,
  record: writeRecord(columns.map((column, i) => kept(column, values[i] ?? null))),
});

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

function keysOf({ columns, rows }: Table, names: readonly string[]): Entry[] {
  const places = names.map((name) => columns.findIndex((column) => column.name === name.trim()));
  const keys = rows.map(({ rowId, values }) => [...places.map((place) => Number(values[place])), rowId]);
  return keys.sort(byNumbers).map((key) => ({ rowId: null, record: writeRecord(key) }));
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < a.length; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Of the version of SQLite whose form this is; any later one reads it. */
const VERSION = 3_046_000;

function withHeader({ all }: Pages): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(all.length * PAGE_SIZE);
  all.forEach((page, i) => {
    file.set(page, i * PAGE_SIZE);
  });
  file.set(new TextEncoder().encode("SQLite format 3\0"));
  const view = new DataView(file.buffer);
  view.setUint16(16, PAGE_SIZE);
  // Read and written without a log beside it; no bytes of a page are kept free; fractions that are the same in every file.
  file.set([1, 1, 0, 64, 32, 32], 18);
  const [CHANGES, PAGES, COOKIE, FORMAT, ENCODING, VALID_FOR, MADE_BY] = [24, 28, 40, 44, 56, 92, 96];
  for (const place of [CHANGES, COOKIE, ENCODING, VALID_FOR]) view.setUint32(place, 1);
  view.setUint32(PAGES, all.length);
  view.setUint32(FORMAT, 4);
  view.setUint32(MADE_BY, VERSION);
  return file;
}
