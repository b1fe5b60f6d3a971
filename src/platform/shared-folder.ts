/**
 * A folder of the user's that some other program carries between machines, through the File System Access API, which
 * Chromium has and Firefox has not: https://developer.mozilla.org/en-US/docs/Web/API/Window/showDirectoryPicker
 */
import type { Place } from "../core/log/place.ts";

type Access = "granted" | "prompt" | "denied";

/** What Chromium has beyond the handles of the standard. */
export interface FolderHandle extends FileSystemDirectoryHandle {
  readonly queryPermission: (wanted: { readonly mode: "readwrite" }) => Promise<Access>;
  readonly requestPermission: (wanted: { readonly mode: "readwrite" }) => Promise<Access>;
}

declare const showDirectoryPicker:
  | ((options: { readonly id: string; readonly mode: "readwrite" }) => Promise<FolderHandle>)
  | undefined;

/** Whether the browser lets the user choose a folder. */
export const canChooseFolder = (): boolean => typeof showDirectoryPicker === "function";

/**
 * Must be called in the handler of a click, before anything is waited for.
 * @returns null when the user chose none
 */
export async function chooseFolder(): Promise<FolderHandle | null> {
  if (showDirectoryPicker === undefined) return null;
  try {
    return await showDirectoryPicker({ id: "osteon-shared", mode: "readwrite" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** True for what a database kept of a handle. */
export const isFolder = (value: unknown): value is FolderHandle =>
  Object.prototype.toString.call(value) === "[object FileSystemDirectoryHandle]";

export const mayUse = async (folder: FolderHandle): Promise<boolean> =>
  (await folder.queryPermission({ mode: "readwrite" })) === "granted";

/** Whether the browser wants the user asked first: not where they have said no. */
export const mustAsk = async (folder: FolderHandle): Promise<boolean> =>
  (await folder.queryPermission({ mode: "readwrite" })) === "prompt";

/** Asks the user. In the handler of a click. */
export const askToUse = async (folder: FolderHandle): Promise<boolean> =>
  (await folder.requestPermission({ mode: "readwrite" })) === "granted";

/** Far more than Osteon writes into one file; a larger one is not read. */
export const MOST_FILE_BYTES = 64 * 2 ** 20;

/** Files that Osteon may have put there, a later one as well; whatever else is in the folder is left alone. */
const OURS = /^(segment|journal|deck|device)-.+\.(gz|json|enc|osteon\d+)$/;

export function folderPlace(folder: FolderHandle): Place {
  return {
    kind: "shared",
    name: "folder",
    async list() {
      const names: string[] = [];
      for await (const [name, { kind }] of folder.entries()) if (kind === "file" && OURS.test(name)) names.push(name);
      return names;
    },
    async read(name) {
      try {
        const file = await (await folder.getFileHandle(name)).getFile();
        if (file.size > MOST_FILE_BYTES) throw new RangeError(`${file.size} bytes`);
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        if (isNamed(error, "NotFoundError")) return null;
        // Permission that was withdrawn says nothing of the file.
        if (isNamed(error, "NotAllowedError") || isNamed(error, "SecurityError")) throw error;
        // A file that is in the cloud only, and that the machine cannot fetch now, or a folder of that name.
        console.error(`${name} of the shared folder cannot be read:`, error);
        return new Uint8Array();
      }
    },
    async write(name, content) {
      const isNew = await isMissing(folder, name);
      try {
        await writeWhole(await folder.getFileHandle(name, { create: true }), content);
      } catch (error) {
        // Asking for a file makes an empty one.
        if (isNew) await removeFrom(folder, name).catch(() => undefined);
        throw error;
      }
    },
    remove: (name) =>
      removeFrom(folder, name).catch((error: unknown) => {
        if (!isNamed(error, "NotFoundError")) throw error;
      }),
    lock: (mode, work) => navigator.locks.request("shared-folder", { mode }, work),
  };
}

/** What is written goes to another file first, which takes this one's place when it is closed. */
async function writeWhole(file: FileSystemFileHandle, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await file.createWritable();
  try {
    await stream.write(content);
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
  await stream.close();
}

/** How often and how long to wait for a file that is still held. */
const [HELD_TRIES, HELD_MS] = [40, 50];

/**
 * Chromium holds a file for a moment after the stream into it has ended: one in fourteen could not be removed then.
 * @throws NoModificationAllowedError where it is held for longer, by another program, say
 */
async function removeFrom(folder: FolderHandle, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await folder.removeEntry(name);
    } catch (error) {
      if (tries === HELD_TRIES || !isNamed(error, "NoModificationAllowedError")) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
  }
}

const isMissing = async (folder: FolderHandle, name: string): Promise<boolean> => {
  try {
    await folder.getFileHandle(name);
    return false;
  } catch (error) {
    return isNamed(error, "NotFoundError");
  }
};

const isNamed = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name;
