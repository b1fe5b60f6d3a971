/** What a database of any version holds at one moment. */
import type { IDBPDatabase } from "idb";
import { readableIn } from "../database/readable.ts";
import type { RawDatabase } from "./raw.ts";

/** Keys of a store; null for all. */
export interface RawRange {
  readonly store: string;
  readonly range: IDBKeyRange | null;
}

export interface Moment {
  /** Of each range that was to be counted. */
  readonly counts: readonly number[];
  /** Of each range that was to be read, with its keys; undefined for a row that the browser cannot read. */
  readonly read: readonly { readonly keys: readonly IDBValidKey[]; readonly rows: readonly unknown[] }[];
}

/**
 * Counts and reads in one transaction, so that nothing comes between.
 * @throws where keys cannot be read, or the connection is closed
 */
export async function rawMoment(
  db: RawDatabase,
  { count, read }: { readonly count: readonly RawRange[]; readonly read: readonly RawRange[] },
): Promise<Moment> {
  const stores = [...new Set([...count, ...read].map(({ store }) => store))];
  const transaction = (db as IDBPDatabase).transaction(stores, "readonly");
  // That it was aborted is told by what was asked.
  transaction.done.catch(() => undefined);
  const [counts, rows] = await Promise.all([
    Promise.all(count.map(({ store, range }) => transaction.objectStore(store).count(range))),
    Promise.all(
      read.map(({ store, range }) => readableIn<IDBValidKey, unknown>(transaction.objectStore(store), range)),
    ),
  ]);
  return { counts, read: rows };
}
