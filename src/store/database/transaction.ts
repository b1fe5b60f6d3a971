import type { IDBPObjectStore, IDBPTransaction } from "idb";
import type { Envelope } from "../../core/log/envelope.ts";
import { type Commit, committed } from "./committed.ts";
import type { Database, OsteonDB, StoreName } from "./schema.ts";

/**
 * A transaction that writes. Its type names every store, since idb's types know no transaction that holds more than it
 * must; asking for a store that it does not hold throws at once.
 */
export type Writing = IDBPTransaction<OsteonDB, StoreName[], "readwrite">;

/** A transaction of either kind, where it is only read. */
export interface Reading {
  objectStore<Name extends StoreName>(name: Name): ReadingStore<Name>;
}
/** A store in such a transaction. */
export type ReadingStore<Name extends StoreName> = Pick<
  IDBPObjectStore<OsteonDB, StoreName[], Name, "readonly">,
  "get" | "getKey" | "getAll" | "getAllKeys"
> &
  Pick<IDBPObjectStore<OsteonDB, StoreName[], Name, "readonly" | "readwrite">, "index" | "openKeyCursor">;

/** A transaction that only reads. */
export const read = (db: Database, stores: readonly StoreName[]): Reading => db.transaction([...stores], "readonly");

/** The same for who works long on what was read: once it is done no grade waits for it. Without that, work keeps it open. */
export function readEnding(
  db: Database,
  stores: readonly StoreName[],
): { readonly reading: Reading; readonly done: Promise<void> } {
  const reading = db.transaction([...stores], "readonly");
  return { reading, done: reading.done };
}

/**
 * One all-or-nothing write that has reached the disk when the promise resolves. Inside it nothing but the transaction
 * may be awaited (https://github.com/jakearchibald/idb#transaction-lifetime).
 * @param work is given the transaction, and the list in which it notes the events that it adds, for those who listen
 * @param from see `Commit`
 * @param durability `relaxed` for what can be made anew: it is there for everybody at once, and may be as it was before if
 * the machine, not the browser, stops soon after
 * @throws what `work` throws, after everything it wrote was taken back; or the error that aborted the transaction
 */
export async function write<R>(
  db: Database,
  stores: readonly StoreName[],
  work: (transaction: Writing, added: Envelope[]) => Promise<R>,
  from: Commit["from"] = "here",
  durability: IDBTransactionDurability = "strict",
): Promise<R> {
  const transaction = db.transaction([...stores], "readwrite", { durability });
  const added: Envelope[] = [];
  try {
    const result = await work(transaction, added);
    await transaction.done;
    committed(db, { events: added, from });
    return result;
  } catch (error) {
    abortQuietly(transaction);
    // The transaction's own reason says more than the AbortError that its requests report.
    await transaction.done.catch((reason: unknown) => {
      throw isAbort(error) && reason !== null ? reason : error;
    });
    throw error;
  }
}

/** Aborts one that may have ended by itself. */
export function abortQuietly(transaction: { abort: () => void }): void {
  try {
    transaction.abort();
  } catch (error) {
    // InvalidStateError: it had ended by itself, which is what was wanted.
    if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
