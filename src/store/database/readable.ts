/**
 * Reading within a transaction where some row may be damaged. A request that fails ends its transaction, and with it all that
 * was written there; here the transaction goes on, and the row is left out as one that makes no sense is.
 */
import { unwrap } from "idb";
import { slicesOf } from "../../core/slices.ts";

const ENDED = ["AbortError", "TransactionInactiveError", "InvalidStateError"];

/**
 * @param ask one request of a transaction
 * @returns null where the browser cannot read what was asked for
 * @throws where the transaction has ended
 */
async function attempt<T>(ask: () => Promise<T>): Promise<{ readonly value: T } | null> {
  try {
    const asked = ask();
    unwrap(asked).addEventListener("error", (event) => {
      event.preventDefault();
      // On its way up it would reach idb, which takes it for the end of the transaction.
      event.stopPropagation();
    });
    return { value: await asked };
  } catch (error) {
    // Not the row is to blame but the transaction, which has ended: then every row would look damaged.
    if (error instanceof DOMException && ENDED.includes(error.name)) throw error;
    console.error("what stands in the database cannot be read:", error);
    return null;
  }
}

/** A row by its key; undefined also where it cannot be read. */
export async function readableAt<Key, Row>(
  store: { readonly get: (key: Key) => Promise<Row | undefined> },
  key: Key,
): Promise<Row | undefined> {
  return (await attempt(() => store.get(key)))?.value;
}

interface Store<Key, Row> {
  readonly get: (key: Key) => Promise<Row | undefined>;
  readonly getAll: (range: IDBKeyRange | null, most?: number) => Promise<Row[]>;
  readonly getAllKeys: (range: IDBKeyRange | null, most?: number) => Promise<Key[]>;
}

/** Rows with their keys; undefined for one that cannot be read. */
interface Readable<Key, Row> {
  readonly keys: readonly Key[];
  readonly rows: readonly (Row | undefined)[];
}

/** The rows of a range, mostly all at once. */
export async function readableIn<Key, Row>(
  store: Store<Key, Row>,
  range: IDBKeyRange | null,
  most?: number,
): Promise<Readable<Key, Row>> {
  const [keys, all] = await Promise.all([store.getAllKeys(range, most), attempt(() => store.getAll(range, most))]);
  return { keys, rows: all?.value ?? (await Promise.all(keys.map((key) => readableAt(store, key)))) };
}

/** As `readableIn`, of rows that hold their own keys, which are asked for only where that is needed. */
export async function readableBy<Key, Row>(
  store: Store<Key, Row>,
  keyOf: (row: Row) => Key,
  range: IDBKeyRange | null,
  most?: number,
): Promise<Readable<Key, Row>> {
  const all = await attempt(() => store.getAll(range, most));
  return all ? { keys: all.value.map(keyOf), rows: all.value } : readableIn(store, range, most);
}

export const readableById = <Key, Row extends { readonly id: Key }>(
  store: Store<Key, Row>,
  range: IDBKeyRange | null,
  most?: number,
): Promise<Readable<Key, Row>> => readableBy(store, ({ id }) => id, range, most);

/**
 * Rows of one answer. Firefox has one thread for all requests to a database: a grade waits until the answer is made that was
 * asked for before, whatever stores it is of. And it hands over no more than 256 MB, where a card with its text takes some kilobytes.
 */
const AT_ONCE = 1000;

/** A transaction of one store. */
interface Begun<Key, Row> {
  readonly store: Store<Key, Row>;
  readonly done: Promise<unknown>;
}

/**
 * The rows of a store in the order of their keys; undefined for one that cannot be read. Others may write between two pieces, and
 * as long as somebody works on one.
 * @param begin begins a transaction, for each piece anew
 */
export async function* readablePieces<Key, Row extends { readonly id: Key }>(
  begin: () => Begun<Key, Row>,
  atOnce: number,
): AsyncGenerator<readonly (Row | undefined)[]> {
  for (let range: IDBKeyRange | null = null; ; ) {
    const { store, done }: Begun<Key, Row> = begin();
    const { keys, rows }: Readable<Key, Row> = await readableById(store, range, atOnce);
    // It ends once nobody has more to do just then. Work that follows at once would keep it open, and a grade waiting.
    await done;
    yield rows;
    if (keys.length < atOnce) return;
    range = IDBKeyRange.lowerBound(keys.at(-1), true);
  }
}

/**
 * All rows of a store within one transaction.
 * @param atOnce other pieces, for tests
 */
export async function allReadable<Key, Row extends { readonly id: Key }>(
  store: Store<Key, Row>,
  atOnce = AT_ONCE,
): Promise<(Row | undefined)[]> {
  const pieces: (readonly (Row | undefined)[])[] = [];
  const done = Promise.resolve();
  for await (const rows of readablePieces(() => ({ store, done }), atOnce)) pieces.push(rows);
  return pieces.flat();
}

/**
 * All rows of a range within one transaction, in as many answers.
 * @param keyOf the key of a row
 * @param atOnce other pieces, for tests
 * @throws where one of them cannot be read
 */
export async function allIn<Key extends IDBValidKey, Row>(
  store: Pick<Store<Key, Row>, "getAll">,
  range: IDBKeyRange,
  keyOf: (row: Row) => Key,
  atOnce = AT_ONCE,
): Promise<Row[]> {
  const pieces: (readonly Row[])[] = [];
  for (let left = range; ; ) {
    const rows = await store.getAll(left, atOnce);
    pieces.push(rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return pieces.flat();
    left = IDBKeyRange.bound(keyOf(last), range.upper, true, range.upperOpen);
  }
}

interface KeyCursor<IndexKey, Key> {
  readonly key: IndexKey;
  readonly primaryKey: Key;
  readonly continue: () => Promise<KeyCursor<IndexKey, Key> | null>;
}
interface OrderedIndex<IndexKey, Key, Row> {
  readonly objectStore: Pick<Store<Key, Row>, "get">;
  readonly getAll: (range: IDBKeyRange | null, most?: number) => Promise<Row[]>;
  readonly openKeyCursor: (range: IDBKeyRange | null) => Promise<KeyCursor<IndexKey, Key> | null>;
}

/** Rows of an index in its order. */
export interface Along<IndexKey, Key, Row> {
  readonly rows: readonly Row[];
  /** Those that cannot be read, with their places in the index; mostly none. */
  readonly unreadable: readonly { readonly key: IndexKey; readonly primaryKey: Key }[];
}

/** The first rows of a range of an index, mostly all at once. */
export async function readableAlong<IndexKey, Key, Row>(
  index: OrderedIndex<IndexKey, Key, Row>,
  range: IDBKeyRange | null,
  most = Number.POSITIVE_INFINITY,
): Promise<Along<IndexKey, Key, Row>> {
  const all = await attempt(() => index.getAll(range, Number.isFinite(most) ? most : undefined));
  if (all) return { rows: all.value, unreadable: [] };
  const rows: Row[] = [];
  const unreadable: { key: IndexKey; primaryKey: Key }[] = [];
  // A cursor over keys reads no row.
  let cursor = await index.openKeyCursor(range);
  for (let met = 0; cursor && met < most; met++) {
    const { key, primaryKey } = cursor;
    const row = await readableAt(index.objectStore, primaryKey);
    if (row === undefined) unreadable.push({ key, primaryKey });
    else rows.push(row);
    cursor = await cursor.continue();
  }
  return { rows, unreadable };
}

interface Index<IndexKey, Key, Row> {
  readonly objectStore: Pick<Store<Key, Row>, "get">;
  readonly getAll: (key: IndexKey) => Promise<Row[]>;
  readonly getAllKeys: (key: IndexKey) => Promise<Key[]>;
}

/** The rows of one key of an index; null where one of them cannot be read. */
export const allReadableUnder = async <IndexKey, Row>(
  index: { readonly getAll: (key: IndexKey) => Promise<Row[]> },
  key: IndexKey,
): Promise<readonly Row[] | null> => (await attempt(() => index.getAll(key)))?.value ?? null;

/** The rows that an index has under a key, mostly all at once; those that cannot be read are left out. */
export async function readableUnder<IndexKey, Key, Row>(
  index: Index<IndexKey, Key, Row>,
  key: IndexKey,
): Promise<readonly Row[]> {
  const all = await allReadableUnder(index, key);
  if (all) return all;
  const keys = await index.getAllKeys(key);
  const rows = await Promise.all(keys.map((one) => readableAt(index.objectStore, one)));
  return rows.filter((row) => row !== undefined);
}

/** Requests at once: a million would take more memory than the rows themselves. */
const REQUESTS_AT_ONCE = 5_000;

/** The same of many keys, one behind the other. */
export async function readableUnderEach<IndexKey, Key, Row>(
  index: Index<IndexKey, Key, Row>,
  keys: readonly IndexKey[],
): Promise<Row[]> {
  const pieces: (readonly Row[])[] = [];
  for (const some of slicesOf(keys, REQUESTS_AT_ONCE)) {
    pieces.push((await Promise.all(some.map((key) => readableUnder(index, key)))).flat());
  }
  return pieces.flat();
}
