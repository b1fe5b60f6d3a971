import type { Database } from "sql.js";
import { Refusal } from "../refusal.ts";
import type { RowCounts } from "../sqlite/check.ts";

/** Rows between two signs of life. */
const STEP_ROWS = 50_000;

/** The rows of the tables of an open collection whose pages were looked at, each table by itself. */
export class CollectionRows {
  readonly #db: Database;
  readonly #counts: RowCounts;
  readonly #onStep: () => void;

  constructor(db: Database, counts: RowCounts, onStep: () => void) {
    this.#db = db;
    this.#counts = counts;
    this.#onStep = onStep;
  }

  /**
   * All rows of a table, in the order in which they stand there. SQLite is asked neither to sort nor to choose: it would
   * go through all rows before it gives one, and nobody could stop it. No index is used, which may say anything.
   * @param columns expressions, see {@link numberIn} and {@link textIn}
   * @throws Refusal `computed` for a table with generated columns, `pages` for more rows than its pages have
   */
  *of(table: string, columns: readonly string[]): Generator<readonly unknown[]> {
    const hidden = this.#db.exec(`SELECT 1 FROM pragma_table_xinfo('${table}') WHERE hidden <> 0`);
    if (hidden.length > 0) throw new Refusal("computed");
    const most = this.#counts.get(table) ?? 0;
    const statement = this.#db.prepare(`SELECT ${columns.join(", ")} FROM ${table} NOT INDEXED`);
    try {
      for (let count = 1; statement.step(); count++) {
        if (count > most) throw new Refusal("pages");
        if (count % STEP_ROWS === 0) this.#onStep();
        yield statement.get();
      }
    } finally {
      statement.free();
    }
  }
}

/** A column where it is a number, else null, so that no text of any length leaves the database in its place. */
export const numberIn = (column: string): string => `iif(typeof(${column}) IN ('integer', 'real'), ${column}, NULL)`;

/** A column where it is a text of at most so many bytes, else null. How long one is, SQLite knows without reading it. */
export const textIn = (column: string, maxBytes: number): string =>
  `iif(typeof(${column}) = 'text' AND octet_length(${column}) <= ${maxBytes}, ${column}, NULL)`;
