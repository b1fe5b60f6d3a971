import type { Place } from "../../../src/core/log/place.ts";
import type { recordLock } from "../../../src/platform/record/lock.ts";

/** A place of copies in memory, and what tests do to its files. */
export interface MemoryFiles extends Place {
  readonly lock: typeof recordLock;
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

interface Waiting {
  readonly mode: "shared" | "exclusive";
  readonly begin: () => void;
}

/** Waits as `navigator.locks` does: in the order of asking, shared work side by side, exclusive work alone. */
export function memoryLock(): typeof recordLock {
  const waiting: Waiting[] = [];
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
  return async (mode, work, noWait) => {
    await new Promise<void>((begin, reject) => {
      const one: Waiting = { mode, begin };
      waiting.push(one);
      letIn();
      const giveUp = (): void => {
        const at = waiting.indexOf(one);
        if (at < 0) return;
        waiting.splice(at, 1);
        reject(noWait?.reason);
        letIn();
      };
      if (noWait?.aborted) giveUp();
      else noWait?.addEventListener("abort", giveUp);
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
