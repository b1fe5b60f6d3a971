/** A folder as Chromium's File System Access API hands it over, in memory, and what may happen to one. */
import type { FolderHandle } from "../../../src/platform/shared-folder.ts";

export interface FakeFolder {
  readonly handle: FolderHandle;
  readonly content: Map<string, Uint8Array<ArrayBuffer>>;
  /** Files that are there and cannot be read, as those that are in the cloud only. */
  readonly unreadable: Set<string>;
  readonly state: {
    access: "granted" | "prompt" | "denied";
    isGone: boolean;
    /** Nothing may be written: the name of the error, or null. */
    readOnly: string | null;
    /** A file cannot be removed so many times more: it is held for a moment after the stream into it has ended. */
    held: number;
    /** Bytes that fit yet. */
    room: number;
    /** Called at each write, before any byte is written. */
    onWrite: () => void;
  };
}

const refused = (name: string): DOMException => new DOMException(name, name);

export function fakeFolder(name = "shared"): FakeFolder {
  const content: FakeFolder["content"] = new Map();
  const unreadable = new Set<string>();
  const state: FakeFolder["state"] = {
    ...{ access: "granted", isGone: false, readOnly: null },
    ...{ held: 0, room: Number.POSITIVE_INFINITY, onWrite: () => {} },
  };
  const check = (): void => {
    if (state.access !== "granted") throw refused("NotAllowedError");
    if (state.isGone) throw refused("NotFoundError");
  };
  const mayWrite = (): void => {
    check();
    if (state.readOnly !== null) throw refused(state.readOnly);
  };
  const fileHandle = (file: string) => ({
    kind: "file",
    name: file,
    getFile: async () => {
      check();
      const bytes = content.get(file);
      if (!bytes) throw refused("NotFoundError");
      return {
        size: bytes.length,
        arrayBuffer: async () => {
          if (unreadable.has(file)) throw refused("NotReadableError");
          return bytes.slice().buffer;
        },
      };
    },
    createWritable: async () => {
      mayWrite();
      let written = new Uint8Array();
      return {
        write: async (bytes: Uint8Array<ArrayBuffer>) => {
          state.onWrite();
          mayWrite();
          if (bytes.length > state.room) throw refused("QuotaExceededError");
          state.room -= bytes.length;
          written = bytes.slice();
        },
        abort: async () => {},
        close: async () => {
          mayWrite();
          content.set(file, written);
        },
      };
    },
  });
  const handle = {
    [Symbol.toStringTag]: "FileSystemDirectoryHandle",
    kind: "directory",
    name,
    queryPermission: async () => state.access,
    requestPermission: async () => state.access,
    async *entries() {
      check();
      for (const file of content.keys()) yield [file, fileHandle(file)];
    },
    getFileHandle: async (file: string, { create = false } = {}) => {
      check();
      if (!content.has(file)) {
        if (!create) throw refused("NotFoundError");
        mayWrite();
        content.set(file, new Uint8Array());
      }
      return fileHandle(file);
    },
    removeEntry: async (file: string) => {
      mayWrite();
      if (state.held-- > 0) throw refused("NoModificationAllowedError");
      if (!content.delete(file)) throw refused("NotFoundError");
    },
  };
  return { handle: handle as unknown as FolderHandle, content, unreadable, state };
}

/** `navigator.locks` for as much of it as one page alone asks for. */
export function fakeLocks(): { readonly request: (name: string, ...rest: unknown[]) => Promise<unknown> } {
  const held = new Map<string, Promise<unknown>>();
  return {
    async request(name, ...rest) {
      const work = rest.at(-1) as (lock: unknown) => Promise<unknown>;
      const { ifAvailable = false } = rest.length > 1 ? (rest[0] as { ifAvailable?: boolean }) : {};
      if (ifAvailable && held.has(name)) return work(null);
      const before = held.get(name) ?? Promise.resolve();
      const mine = before.catch(() => undefined).then(() => work({ name }));
      held.set(name, mine);
      try {
        return await mine;
      } finally {
        if (held.get(name) === mine) held.delete(name);
      }
    },
  };
}
