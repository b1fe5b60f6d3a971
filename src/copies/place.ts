/** Named files, each written whole or not at all: what the second record of the log is kept in. */
export interface RecordFiles {
  readonly list: () => Promise<string[]>;
  /** Null when there is no such file (any more); nothing at all when it is there and cannot be read. */
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly write: (name: string, content: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Runs work while no page tidies up (`shared`), or while no other page reads or writes here at all (`exclusive`). */
  readonly lock: <R>(mode: "shared" | "exclusive", work: () => Promise<R>) => Promise<R>;
}
