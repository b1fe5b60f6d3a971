import type { IDBPTransaction } from "idb";
import type { Database } from "./open.ts";
import type { OsteonDB } from "./schema.ts";

type Store = "cards" | "events" | "decks" | "settings";

/**
 * One all-or-nothing write that has reached the disk when the promise resolves. Inside it nothing but the transaction
 * may be awaited (https://github.com/jakearchibald/idb#transaction-lifetime).
 * @throws what `work` throws, after everything it wrote was taken back; or the error that aborted the transaction
 */
export async function write<S extends Store, R>(
  db: Database,
  stores: readonly S[],
  work: (transaction: IDBPTransaction<OsteonDB, S[], "readwrite">) => Promise<R>,
): Promise<R> {
  const transaction = db.transaction([...stores], "readwrite", { durability: "strict" });
  try {
    const result = await work(transaction);
    await transaction.done;
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

function abortQuietly(transaction: { abort: () => void }): void {
  try {
    transaction.abort();
  } catch (error) {
    // InvalidStateError: it had ended by itself, which is what was wanted.
    if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
