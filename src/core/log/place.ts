/** A place where copies are kept: named files, each written whole or not at all. */
export interface Place {
  /**
   * `own`: the second record of this profile. Whatever it holds the database has had, and what the database lacks of it
   * the browser has lost. `shared`: other devices write there, too, and what they add is news.
   */
  readonly kind: "own" | "shared";
  /** What tells it from the profile's other places, for what the profile notes of each: see `noteOf`. */
  readonly name: string;
  readonly list: () => Promise<string[]>;
  /** Null when there is no such file (any more); no bytes at all when it is there and cannot be read. */
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly write: (name: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Runs work while nobody else does so with `exclusive`; with that, while nobody else does so at all. */
  readonly lock: <R>(mode: "shared" | "exclusive", work: () => Promise<R>) => Promise<R>;
}

/** The work was to end while it waited for the lock of a place. Nothing is wrong, and it may be tried again at any time. */
export class NotWaitedError extends Error {
  override readonly name = "NotWaitedError";
}
