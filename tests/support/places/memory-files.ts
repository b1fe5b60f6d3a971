import type { Place } from "../../../src/core/log/place.ts";

/** A place of copies in memory, and what tests do to its files. */
export interface MemoryFiles extends Place {
  readonly content: Map<string, Uint8Array<ArrayBuffer>>;
}

export function memoryFiles(kind: Place["kind"] = "own", name = "memory"): MemoryFiles {
  const content = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    kind,
    name,
    content,
    list: async () => [...content.keys()],
    read: async (name) => content.get(name)?.slice() ?? null,
    write: async (name, bytes) => void content.set(name, bytes.slice()),
    remove: async (name) => void content.delete(name),
    lock: memoryLock(),
  };
}

/** Waits as `navigator.locks` does: in the order of asking, shared work side by side, exclusive work alone. */
export function memoryLock(): Place["lock"] {
  const waiting: { readonly mode: "shared" | "exclusive"; readonly begin: () => void }[] = [];
  let held: "shared" | "exclusive" | null = null;
  let holders = 0;
  const letIn = (): void => {
    for (;;) {
      const [first] = waiting;
      if (!first || held === "exclusive" || (held === "shared" && first.mode === "exclusive")) return;
      waiting.shift();
      held = first.mode;
      holders++;
      first.begin();
    }
  };
  return async (mode, work) => {
    await new Promise<void>((begin) => {
      waiting.push({ mode, begin });
      letIn();
    });
    try {
      return await work();
    } finally {
      holders--;
      if (holders === 0) held = null;
      letIn();
    }
  };
}
