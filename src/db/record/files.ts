/** Named files, each written whole or not at all. */
export interface RecordFiles {
  readonly list: () => Promise<string[]>;
  /** Null when there is no such file (any more). */
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** The last bytes of a file, or null when there is no such file. */
  readonly readEnd: (name: string, bytes: number) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly write: (name: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /**
   * Runs work while no page tidies up (`shared`), or while no other page reads or writes here at all (`exclusive`). A
   * browser makes a new file empty before it fills it; without this a tidying page would take it for a torn one.
   */
  readonly lock: <R>(mode: LockMode, work: () => Promise<R>) => Promise<R>;
}

const FOLDER = "second-record";

/**
 * The files of the second record, in the origin's private file system: the one store of a browser that neither shares
 * IndexedDB's files nor is deleted with them. Null where the browser has none, as in private windows.
 */
export async function recordFiles(): Promise<RecordFiles | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return filesIn(await root.getDirectoryHandle(FOLDER, { create: true }));
  } catch (error) {
    console.error("there is no place for a second record:", error);
    return null;
  }
}

const filesIn = (folder: FileSystemDirectoryHandle): RecordFiles => ({
  async list() {
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  },
  read: (name) => unlessGone(async () => bytesOf(await fileIn(folder, name))),
  readEnd: (name, bytes) => unlessGone(async () => bytesOf((await fileIn(folder, name)).slice(-bytes))),
  async write(name, content) {
    const handle = await folder.getFileHandle(name, { create: true });
    // Writes into a file beside it, which takes its place when it is closed: a reader sees the old one or the new one.
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
  },
  async remove(name) {
    await unlessGone(() => folder.removeEntry(name));
  },
  lock: (mode, work) => navigator.locks.request(FOLDER, { mode }, work),
});

const fileIn = async (folder: FileSystemDirectoryHandle, name: string): Promise<File> =>
  (await folder.getFileHandle(name)).getFile();

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/** Another page may have tidied up in the meantime. */
async function unlessGone<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return null;
    throw error;
  }
}
