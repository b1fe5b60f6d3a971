import "fake-indexeddb/auto";

/**
 * Counts the transactions of the fake database that have begun and not ended, as long as a piece of work goes on: whoever
 * works long while one is open lets a grade wait.
 */
export async function watchTransactions(work: (open: () => number) => Promise<unknown>): Promise<void> {
  const open = new Set<IDBTransaction>();
  const { transaction: begin } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = begin.apply(this, given);
    open.add(transaction);
    for (const end of ["complete", "abort"]) transaction.addEventListener(end, () => open.delete(transaction));
    return transaction;
  };
  try {
    await work(() => open.size);
  } finally {
    IDBDatabase.prototype.transaction = begin;
  }
}
