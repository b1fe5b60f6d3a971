/** Reads a database of any version as it is, row by row where it must be: for copies before an upgrade, and for damaged ones. */
import { type IDBPDatabase, openDB } from "idb";
import { DATABASE_NAME, type Database } from "./open.ts";

/** A database of whatever version, older or newer than this program. */
export type RawDatabase = IDBPDatabase | Database;

/** Some rows of a store, by their keys. */
export interface RawRows {
  readonly rows: readonly (readonly [key: IDBValidKey, value: unknown])[];
  /** Keys whose row cannot be read. */
  readonly failed: readonly IDBValidKey[];
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
 * so that one bad row costs no other; where not even the keys can be read, what follows is given up.
 */
export async function* rawRows(db: RawDatabase, store: string): AsyncGenerator<RawRows> {
  const source = db as IDBPDatabase;
  let last: IDBValidKey | undefined;
  for (;;) {
    const range = last === undefined ? null : IDBKeyRange.lowerBound(last, true);
    let keys: IDBValidKey[];
    try {
      keys = await source.getAllKeys(store, range, AT_ONCE);
    } catch (error) {
      console.error(`the keys of ${store} cannot be read:`, error);
      return;
    }
    const [first, end] = [keys[0], keys.at(-1)];
    if (first === undefined || end === undefined) return;
    yield await rowsOf(source, store, keys, IDBKeyRange.bound(first, end));
    last = end;
  }
}

async function rowsOf(
  db: IDBPDatabase,
  store: string,
  keys: readonly IDBValidKey[],
  range: IDBKeyRange,
): Promise<RawRows> {
  try {
    const values: unknown[] = await db.getAll(store, range);
    if (values.length === keys.length) return { rows: keys.map((key, i) => [key, values[i]]), failed: [] };
  } catch (error) {
    console.error(`some rows of ${store} cannot be read at once:`, error);
  }
  const rows: [IDBValidKey, unknown][] = [];
  const failed: IDBValidKey[] = [];
  for (const key of keys) {
    try {
      const value: unknown = await db.get(store, key);
      if (value !== undefined) rows.push([key, value]);
    } catch (error) {
      console.error(`a row of ${store} cannot be read:`, key, error);
      failed.push(key);
    }
  }
  return { rows, failed };
}
