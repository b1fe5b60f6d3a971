import "fake-indexeddb/auto";

type Method = (this: IDBObjectStore | IDBIndex, ...given: unknown[]) => IDBRequest<unknown>;
const READS = ["get", "getAll", "getKey", "getAllKeys", "openCursor", "openKeyCursor"] as const;

/** The most rows and keys that one transaction has read while a piece of work went on. */
export async function mostOfOneTransaction(work: () => Promise<unknown>): Promise<number> {
  const read = new Map<IDBTransaction, number>();
  const undo: (() => void)[] = [];
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    const methods = prototype as unknown as Record<string, Method>;
    for (const name of READS) {
      const original = methods[name];
      if (!original) continue;
      methods[name] = function (...given) {
        const request = original.apply(this, given);
        const { transaction } = "objectStore" in this ? this.objectStore : this;
        // A cursor answers once for each of its rows.
        request.addEventListener("success", () => {
          const { result } = request;
          const rows = Array.isArray(result) ? result.length : Number(result !== undefined && result !== null);
          read.set(transaction, (read.get(transaction) ?? 0) + rows);
        });
        return request;
      };
      undo.push(() => {
        methods[name] = original;
      });
    }
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return Math.max(0, ...read.values());
}
