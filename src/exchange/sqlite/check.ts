import { Refusal } from "../refusal.ts";
import { databaseFile } from "./file.ts";
import { readSchema, type SchemaRow } from "./schema.ts";
import { PageWalk } from "./walk.ts";

/** How many rows each table of a database has. */
export type RowCounts = ReadonlyMap<string, number>;

/** More than a minute's work. The largest collections known have some two million reviews. */
const MAX_ROWS = 5_000_000;

/**
 * Looks at the pages of a database before its rows are read: they form trees and share nothing, all that is read holds
 * rows of its own, and how many those are is counted.
 * @param names of the tables that will be read
 * @throws Refusal that says why not: `damaged`, `pages`, `computed`, `tooLarge`
 */
export function checkDatabase(bytes: Uint8Array, names: readonly string[]): RowCounts {
  const file = databaseFile(bytes);
  const walk = new PageWalk(file);
  const schema = readSchema(file, walk);
  if (!schema.every(holdsRows)) throw new Refusal("computed");
  return new Map(
    names.map((name) => {
      const [table, ...others] = schema.filter((row) => row.type === "table" && row.name.toLowerCase() === name);
      if (!table || others.length > 0) throw new Refusal("damaged");
      let count = 0;
      for (const _ of walk.cells(table.root)) {
        if (++count > MAX_ROWS) throw new Refusal("tooLarge");
      }
      return [name, count];
    }),
  );
}

/**
 * SQLite writes the word TABLE and the name, as the user did, with nothing between. It believes this text and not the
 * name beside it, so that both must be the same.
 */
const TABLE = /^CREATE TABLE (?:([a-z_]\w*)|"([^"]+)"|'([^']+)'|`([^`]+)`|\[([^\]]+)\])(?=[\s(])/i;

/** Views, triggers and virtual tables make millions of rows, or anything else, out of a few hundred bytes. */
function holdsRows({ type, name, sql }: SchemaRow): boolean {
  if (type === "table")
    return (
      TABLE.exec(sql)
        ?.slice(1)
        .some((written) => written === name) ?? false
    );
  // The indexes that SQLite makes by itself have no text.
  return type === "index" && (sql === "" ? name.startsWith("sqlite_autoindex_") : /^CREATE (UNIQUE )?INDEX /.test(sql));
}
