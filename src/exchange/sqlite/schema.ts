/** What a database says that it holds. Source: https://sqlite.org/fileformat2.html, "The SQL Schema Table". */
import { Refusal } from "../refusal.ts";
import type { DatabaseFile } from "./file.ts";
import { readRecord, type Value } from "./record.ts";
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
