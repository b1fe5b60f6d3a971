import "fake-indexeddb/auto";

/** What a piece of work has read and written, in rows of the database. */
export interface RowCounts {
  readonly read: number;
  readonly written: number;
}

type Method = (this: unknown, ...given: unknown[]) => IDBRequest<unknown>;
const READS = ["get", "getAll", "getKey", "getAllKeys", "openCursor", "openKeyCursor"] as const;

/** Counts the rows, and keys of rows, that pass between the database and a piece of work. */
export async function countRows(work: () => Promise<unknown>): Promise<RowCounts> {
  let read = 0;
  let written = 0;
  const undo: (() => void)[] = [];
  const watch = (prototype: object, name: string, note: (result: unknown) => void): void => {
    const methods = prototype as Record<string, Method>;
    const original = methods[name];
    if (!original) return;
    methods[name] = function (...given) {
      const request = original.apply(this, given);
      // A cursor answers once for each of its rows.
      request.addEventListener("success", () => note(request.result));
      return request;
    };
    undo.push(() => {
      methods[name] = original;
    });
  };
  const noteRead = (result: unknown): void => {
    read += Array.isArray(result) ? result.length : result === undefined || result === null ? 0 : 1;
  };
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const name of READS) watch(prototype, name, noteRead);
  }
  for (const name of ["put", "add"]) {
    watch(IDBObjectStore.prototype, name, () => {
      written++;
    });
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return { read, written };
}
