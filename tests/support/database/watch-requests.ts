import "fake-indexeddb/auto";

type Method = (this: IDBObjectStore | IDBIndex, ...given: unknown[]) => IDBRequest<unknown>;

/** Ways of being handed rows. */
export const ROW_READS = ["get", "getAll", "openCursor"] as const;
/** The same, and ways of being handed keys of rows. */
export const READS = [...ROW_READS, "getKey", "getAllKeys", "openKeyCursor"] as const;

/**
 * Tells of each answer that a piece of work gets of the fake database. A cursor answers once for each of its rows, and at
 * last with null.
 * @param methods of a store or an index, by name
 */
export async function watchRequests(
  methods: readonly string[],
  onAnswer: (method: string, store: IDBObjectStore, result: unknown) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  const undo: (() => void)[] = [];
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    const all = prototype as unknown as Record<string, Method>;
    for (const name of methods) {
      const original = all[name];
      if (!original) continue;
      all[name] = function (...given) {
        const request = original.apply(this, given);
        const store = "objectStore" in this ? this.objectStore : this;
        request.addEventListener("success", () => onAnswer(name, store, request.result));
        return request;
      };
      undo.push(() => {
        all[name] = original;
      });
    }
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
}

/** How many rows or keys an answer to a reading holds. */
export const rowsIn = (result: unknown): number =>
  Array.isArray(result) ? result.length : Number((result ?? null) !== null);
