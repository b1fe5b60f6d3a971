import type { RecordFiles } from "../../src/copies/place.ts";

/** Files of a second record in memory, and what tests do to them. */
export interface MemoryFiles extends RecordFiles {
  readonly content: Map<string, Uint8Array<ArrayBuffer>>;
}

export function memoryFiles(): MemoryFiles {
  const content = new Map<string, Uint8Array<ArrayBuffer>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    content,
    list: async () => [...content.keys()],
    read: async (name) => content.get(name) ?? null,
    write: async (name, bytes) => void content.set(name, bytes),
    remove: async (name) => void content.delete(name),
    lock: (_, work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
