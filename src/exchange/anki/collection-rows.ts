import { Refusal } from "../refusal.ts";
import { columnsOf } from "../sqlite/columns.ts";
import { type DatabaseFile, databaseFile } from "../sqlite/file.ts";
import { type Field, fieldsOf, isText, numberAt, textAt } from "../sqlite/record.ts";
import { readSchema } from "../sqlite/schema.ts";
import { PageWalk, recordBytes } from "../sqlite/walk.ts";

/** Rows between two signs of life. */
const STEP_ROWS = 50_000;

/** A column that is asked for, and what of it: anything else counts as null. */
interface Asked {
  readonly column: string;
  /** Null for numbers, else the most bytes that a text may have. */
  readonly maxBytes: number | null;
}

/** A column where it is a number. */
export const numberIn = (column: string): Asked => ({ column, maxBytes: null });

/** A column where it is a text of at most so many bytes; a longer one is not looked at. */
export const textIn = (column: string, maxBytes: number): Asked => ({ column, maxBytes });

/** The rows of the tables of a collection, each table by itself. */
export class CollectionRows {
  readonly #file: DatabaseFile;
  readonly #onStep: () => void;

  constructor(collection: Uint8Array, onStep: () => void) {
    this.#file = databaseFile(collection);
    this.#onStep = onStep;
  }

  /**
   * All rows of a table, in the order in which they stand there. No index is used, which may say anything.
   * @throws Refusal `computed` for a table with generated columns, `pages` where a page is used twice, `damaged`
   */
  *of(table: string, asked: readonly Asked[]): Generator<readonly unknown[]> {
    const walk = new PageWalk(this.#file);
    const found = readSchema(this.#file, walk).find(
      ({ type, name }) => type === "table" && name.toLowerCase() === table,
    );
    if (!found) throw new Refusal("damaged");
    const columns = columnsOf(found.sql);
    const places = asked.map(({ column }) => columns.findIndex(({ name }) => name === column));
    if (places.includes(-1)) throw new Refusal("damaged");
    const most = Math.max(...places) + 1;
    let count = 0;
    for (const cell of walk.cells(found.root)) {
      count++;
      if (count % STEP_ROWS === 0) this.#onStep();
      const record = recordBytes(this.#file, cell);
      const fields = fieldsOf(record, most);
      yield asked.map(({ maxBytes }, i) => {
        const place = places[i] ?? 0;
        if (columns[place]?.isRowId) return maxBytes === null ? cell.rowId : null;
        return valueAsked(record, fields[place], maxBytes);
      });
    }
  }
}

/**
 * @param field undefined in a row that is older than its column: what SQLite takes then stands elsewhere
 * @throws Refusal `damaged` for such a row, and for a whole number beyond 2^53, which would come near to another
 */
function valueAsked(record: Uint8Array, field: Field | undefined, maxBytes: number | null): string | number | null {
  if (!field) throw new Refusal("damaged");
  if (maxBytes !== null) return isText(field) && field.length <= maxBytes ? textAt(record, field) : null;
  const value = numberAt(record, field);
  if (value !== null && Number.isInteger(value) && !Number.isSafeInteger(value)) throw new Refusal("damaged");
  return value;
}
