/** The floor of everything that reads or writes much: the same bytes as a thousand blobs in a database of their own. */
import { deleteDB, type IDBPDatabase, openDB } from "idb";

const BLOBS = 1000;
const NAME = "bench-blobs";
const STORE = "blobs";

/** How long it took to write so many bytes and to read them back, in ms. */
export interface BlobTimes {
  readonly write: number;
  readonly read: number;
}

/**
 * Both once, in one transaction each.
 * @param durability `strict` where what is held against it waits for the disk as well
 */
export async function blobTimes(bytes: number, durability: IDBTransactionDurability = "relaxed"): Promise<BlobTimes> {
  await deleteDB(NAME);
  const db = await openDB(NAME, 1, {
    upgrade(made) {
      made.createObjectStore(STORE);
    },
  });
  try {
    const piece = new Uint8Array(Math.max(1, Math.ceil(bytes / BLOBS))).fill(120);
    const write = await timed(() => writeAll(db, piece, durability));
    const read = await timed(() => readAll(db));
    return { write, read };
  } finally {
    db.close();
    await deleteDB(NAME);
  }
}

async function writeAll(
  db: IDBPDatabase,
  piece: Uint8Array<ArrayBuffer>,
  durability: IDBTransactionDurability,
): Promise<void> {
  const transaction = db.transaction(STORE, "readwrite", { durability });
  const puts = Array.from({ length: BLOBS }, (_, i) => transaction.store.put(new Blob([piece]), i));
  await Promise.all([...puts, transaction.done]);
}

async function readAll(db: IDBPDatabase): Promise<void> {
  const blobs: Blob[] = await db.getAll(STORE);
  const read = await Promise.all(blobs.map((blob) => blob.arrayBuffer()));
  if (read.length !== BLOBS) throw new Error(`${read.length} blobs were read`);
}

/** How long some work takes, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
