/** Reads stores of a version of the database that is no more. */
import type { IDBPObjectStore } from "idb";

/**
 * The rows of a store in the order of their keys, whatever these are, read in pieces: Firefox hands over no more than 256 MB
 * in one answer. Within one transaction, since nothing else is awaited between them.
 */
export async function allRows(
  store: Pick<IDBPObjectStore<unknown, string[], string, IDBTransactionMode>, "getAll" | "getAllKeys">,
  atOnce = 20_000,
): Promise<unknown[]> {
  const pieces: unknown[][] = [];
  for (let range: IDBKeyRange | null = null; ; ) {
    const [keys, rows]: [IDBValidKey[], unknown[]] = await Promise.all([
      store.getAllKeys(range, atOnce),
      store.getAll(range, atOnce),
    ]);
    pieces.push(rows);
    if (keys.length < atOnce) return pieces.flat();
    range = IDBKeyRange.lowerBound(keys.at(-1), true);
  }
}
