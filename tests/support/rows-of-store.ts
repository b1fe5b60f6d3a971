import "fake-indexeddb/auto";

type Method = (this: IDBObjectStore | IDBIndex, ...given: unknown[]) => IDBRequest<unknown>;

/** How many rows of a store, not keys, a piece of work has been handed; each as often as it was. */
export async function rowsReadOf(store: string, work: () => Promise<unknown>): Promise<number> {
  let read = 0;
  const undo: (() => void)[] = [];
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    const methods = prototype as unknown as Record<string, Method>;
    for (const name of ["get", "getAll", "openCursor"]) {
      const original = methods[name];
      if (!original) continue;
      methods[name] = function (...given) {
        const request = original.apply(this, given);
        const { name: of } = "objectStore" in this ? this.objectStore : this;
        request.addEventListener("success", () => {
          const { result } = request;
          if (of === store) read += Array.isArray(result) ? result.length : Number((result ?? null) !== null);
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
  return read;
}
