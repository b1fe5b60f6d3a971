import "fake-indexeddb/auto";

/** The stores of each transaction that a piece of work begins in the fake database, in the order in which they begin. */
export async function storesInTurn(work: () => Promise<unknown>): Promise<readonly (readonly string[])[]> {
  const begun: string[][] = [];
  const { transaction: begin } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = begin.apply(this, given);
    begun.push([...transaction.objectStoreNames]);
    return transaction;
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = begin;
  }
  return begun;
}
