import "fake-indexeddb/auto";

/**
 * The stores of each transaction that a piece of work begins in the fake database, in the order in which they begin.
 * @param onBegun told of each at once
 */
export async function storesInTurn(
  work: () => Promise<unknown>,
  onBegun: (stores: readonly string[]) => void = () => {},
): Promise<readonly (readonly string[])[]> {
  const begun: string[][] = [];
  const { transaction: begin } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = begin.apply(this, given);
    const stores = [...transaction.objectStoreNames];
    begun.push(stores);
    onBegun(stores);
    return transaction;
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = begin;
  }
  return begun;
}
