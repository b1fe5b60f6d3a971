/** Asking a database that may be damaged, and finding the keys behind a place where it cannot be read. */
import type { IDBPDatabase, IDBPObjectStore } from "idb";

type Store = IDBPObjectStore<unknown, string[], string, "readonly">;

/**
 * Asks a store within a transaction of its own: some browsers end the transaction in which something could not be read.
 * @returns null where the browser cannot read what was asked for
 * @throws where the connection is closed: then nothing can be read any more, and nothing is known of the rows
 */
export async function asked<T>(
  db: IDBPDatabase,
  store: string,
  ask: (store: Store) => Promise<T>,
): Promise<{ readonly value: T } | null> {
  const transaction = db.transaction([store], "readonly");
  // That it was aborted is told by what was asked.
  transaction.done.catch(() => undefined);
  try {
    return { value: await ask(transaction.objectStore(store)) };
  } catch (error) {
    // Of a closed connection no transaction can be had.
    db.transaction([store], "readonly").done.catch(() => undefined);
    console.error(`${store} cannot be read:`, error);
    return null;
  }
}

/** Keys above one, below another one, or between two; all of a store. */
export const beyond = (range: IDBKeyRange | null, after: IDBValidKey | undefined): IDBKeyRange | null => {
  if (after === undefined) return range;
  return range?.upper === undefined
    ? IDBKeyRange.lowerBound(after, true)
    : IDBKeyRange.bound(after, range.upper, true, range.upperOpen);
};

/** What follows a place in which keys cannot be read. */
export type Behind =
  /** A number from which on they can be read again. */
  | { readonly from: number }
  /** All that can be read from the end of the store backwards, in their order. */
  | { readonly keys: readonly IDBValidKey[] };

/**
 * Numbers are tried one by one at doubling distances, and then halved back, so that no more is passed over than cannot be
 * read. Between other keys there are no such bounds: there one gap is found from both sides, and of several all between
 * the first and the last is lost.
 * @param after the last key that could be read; undefined where the first cannot
 */
export async function keysBehind(
  db: IDBPDatabase,
  store: string,
  range: IDBKeyRange | null,
  after: IDBValidKey | undefined,
): Promise<Behind | null> {
  const begin = after ?? (await numberBefore(db, store));
  return typeof begin === "number" && range === null
    ? numbersBehind(db, store, begin)
    : { keys: await keysFromEnd(db, store, beyond(range, after)) };
}

/** Stores with a key of their own making count from 1. */
async function numberBefore(db: IDBPDatabase, store: string): Promise<number | undefined> {
  return (await asked(db, store, async ({ autoIncrement }) => autoIncrement))?.value ? 0 : undefined;
}

async function numbersBehind(db: IDBPDatabase, store: string, begin: number): Promise<Behind | null> {
  const isReadable = async (from: number): Promise<boolean> =>
    (await asked(db, store, (one) => one.getAllKeys(IDBKeyRange.lowerBound(from), 1))) !== null;
  let bad = begin;
  let good = begin + 1;
  for (let step = 1; !(await isReadable(good)); step *= 2) {
    bad = good;
    good += step;
    if (good > Number.MAX_SAFE_INTEGER) return null;
  }
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await isReadable(middle)) good = middle;
    else bad = middle;
  }
  return { from: good };
}

const AT_ONCE = 2000;

async function keysFromEnd(db: IDBPDatabase, store: string, range: IDBKeyRange | null): Promise<IDBValidKey[]> {
  const keys: IDBValidKey[] = [];
  for (let wanted = AT_ONCE; keys.length === wanted - AT_ONCE; wanted += AT_ONCE) {
    const last = keys.at(-1);
    await asked(db, store, async (one) => {
      let cursor = await one.openKeyCursor(last === undefined ? range : below(range, last), "prev");
      for (; cursor && keys.length < wanted; cursor = await cursor.continue()) keys.push(cursor.primaryKey);
    });
  }
  return keys.reverse();
}

const below = (range: IDBKeyRange | null, key: IDBValidKey): IDBKeyRange =>
  range?.lower === undefined
    ? IDBKeyRange.upperBound(key, true)
    : IDBKeyRange.bound(range.lower, key, range.lowerOpen, true);
