/** A place where copies are kept: named files, each written whole or not at all. */
export interface Place {
  /**
   * `own`: the second record of this profile. Whatever it holds the database has had, and what the database lacks of it
   * the browser has lost. `shared`: other devices write there, too, and what they add is news.
   */
  readonly kind: "own" | "shared";
  readonly list: () => Promise<string[]>;
  /** Null when there is no such file (any more); no bytes at all when it is there and cannot be read. */
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly write: (name: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Runs work while nobody else does so with `exclusive`; with that, while nobody else does so at all. */
  readonly lock: <R>(mode: "shared" | "exclusive", work: () => Promise<R>) => Promise<R>;
}

/**
 * Writes a file and reads it back.
 * @throws when it is not there as it was written; then it is removed again
 */
export async function writeVerified(place: Place, name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  await place.write(name, content);
  const written = await place.read(name);
  if (written && sameBytes(written, content)) return;
  await place.remove(name);
  throw new Error(`${name} was not written as it should be`);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
