import { Refusal } from "../refusal.ts";
import { databaseFile } from "./file.ts";
import { readRecord, type Value } from "./record.ts";
import { readSchema } from "./schema.ts";
import { PageWalk, recordBytes } from "./walk.ts";

/** No table that is read in this way has more rows, or longer ones. */
const [MAX_ROWS, MAX_RECORD] = [100_000, 1_000_000];

/**
 * The rows of a small table, whatever rules of a program of its own it sorts by, as Anki's do. In a table without rowid the columns of its key come first.
 * @returns null where there is no such table
 * @throws Refusal as `checkDatabase` does
 */
export function readTable(bytes: Uint8Array, name: string): readonly (readonly Value[])[] | null {
  const file = databaseFile(bytes);
  const walk = new PageWalk(file);
  const table = readSchema(file, walk).find((row) => row.type === "table" && row.name === name);
  if (!table) return null;
  const rows: (readonly Value[])[] = [];
  for (const cell of walk.cells(table.root)) {
    if (rows.length >= MAX_ROWS || cell.payload > MAX_RECORD) throw new Refusal("tooLarge");
    rows.push(readRecord(recordBytes(file, cell)));
  }
  return rows;
}
