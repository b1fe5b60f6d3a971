/** Reads a database of any version as it is, row by row where it must be: for copies before an upgrade, and for damaged ones. */
import { type IDBPDatabase, openDB } from "idb";
import { DATABASE_NAME, type Database } from "./open.ts";
import { asked, beyond, keysBehind } from "./raw-keys.ts";

/** A database of whatever version, older or newer than this program. */
export type RawDatabase = IDBPDatabase | Database;

/** Some rows of a store, by their keys. */
export interface RawRows {
  readonly rows: readonly (readonly [key: IDBValidKey, value: unknown])[];
  /** Keys whose row cannot be read. */
  readonly failed: readonly IDBValidKey[];
  /** The last key of these, also where its row cannot be read; undefined where there are none. */
  readonly last: IDBValidKey | undefined;
  /** Before these there are rows of which not even the keys can be read; nobody knows how many. */
  readonly isGap: boolean;
}

export interface RawPart {
  /** Of these keys; null for all. */
  readonly range?: IDBKeyRange | null;
  /** Only what comes behind this key. */
  readonly after?: IDBValidKey | undefined;
  /** Rows of one piece. */
  readonly atOnce?: number;
}

const AT_ONCE = 2000;

/**
 * Opens the database without bringing it up to date. A connection that is in the way of an upgrade closes at once.
 * @returns null when there is no database; one is not made
 * @throws what the browser says when it cannot be opened
 */
export async function openAsItIs(): Promise<RawDatabase | null> {
  let isNew = false;
  try {
    return await openDB(DATABASE_NAME, undefined, {
      upgrade: (_db, _from, _to, transaction) => {
        isNew = true;
        transaction.done.catch(() => undefined);
        transaction.abort();
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
  } catch (error) {
    if (isNew) return null;
    throw error;
  }
}

/** The names of its stores. */
export const storesOf = (db: RawDatabase): string[] => [...db.objectStoreNames];

/**
 * All rows of a store in pieces, in the order of their keys. Where a piece cannot be read at once it is read row by row,
 * so that one bad row costs no other; where not even the keys can be read it goes on behind them, and says so.
 * @throws where the connection is closed before all was read
 */
export async function* rawRows(
  db: RawDatabase,
  store: string,
  { range = null, after, atOnce = AT_ONCE }: RawPart = {},
): AsyncGenerator<RawRows> {
  const source = db as IDBPDatabase;
  let last = after;
  for (let isGap = false; !isAtEnd(range, last); ) {
    const piece = await readPiece(source, store, beyond(range, last), atOnce);
    if (piece) {
      if (piece.last !== undefined || isGap) yield { ...piece, isGap };
      if (piece.last === undefined) return;
      last = piece.last;
      isGap = false;
      continue;
    }
    // Where the browser could find a key a moment ago, and cannot any more, that one is passed over, too.
    if (isGap && typeof last === "number") last++;
    isGap = true;
    const behind = await keysBehind(source, store, range, last);
    if (behind && "from" in behind) {
      last = behind.from - 1;
      continue;
    }
    yield { ...(await rowByRow(source, store, behind?.keys ?? [])), isGap };
    return;
  }
}

const isAtEnd = (range: IDBKeyRange | null, last: IDBValidKey | undefined): boolean =>
  last !== undefined && range?.upper !== undefined && indexedDB.cmp(last, range.upper) >= 0;

type Piece = Omit<RawRows, "isGap">;

/** @returns the next rows, fewer than wanted where keys behind them cannot be read; null where the first cannot */
async function readPiece(
  db: IDBPDatabase,
  store: string,
  range: IDBKeyRange | null,
  most: number,
): Promise<Piece | null> {
  const whole = await asked(db, store, async (one) => {
    const keys = await one.getAllKeys(range, most);
    const [first, last] = [keys[0], keys.at(-1)];
    const values = first === undefined || last === undefined ? [] : await one.getAll(IDBKeyRange.bound(first, last));
    return values.length === keys.length ? { keys, values } : null;
  });
  if (whole?.value) {
    const { keys, values } = whole.value;
    return { rows: keys.map((key, i) => [key, values[i]]), failed: [], last: keys.at(-1) };
  }
  for (let some = most; some >= 1; some = Math.floor(some / 2)) {
    const keys = await asked(db, store, (one) => one.getAllKeys(range, some));
    if (keys) return rowByRow(db, store, keys.value);
  }
  return null;
}

async function rowByRow(db: IDBPDatabase, store: string, keys: readonly IDBValidKey[]): Promise<Piece> {
  const rows: [IDBValidKey, unknown][] = [];
  const failed: IDBValidKey[] = [];
  for (const key of keys) {
    const row = await asked(db, store, (one) => one.get(key));
    if (row?.value === undefined) failed.push(key);
    else rows.push([key, row.value]);
  }
  return { rows, failed, last: keys.at(-1) };
}
