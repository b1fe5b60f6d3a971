/** How many event lines are hashed at a time: SHA-256 of the platform takes whole buffers only. */
export const BLOCK_EVENTS = 10_000;

/** SHA-256 of a text's UTF-8, as 64 lower-case hexadecimal digits. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The checksum of a backup, so built that a million events need not stand in memory as one text. The head, each deck and
 * each block of 10,000 event lines are hashed by themselves; the checksum is the hash of those hashes in this order,
 * whatever the order in the file.
 */
export class BackupChecksum {
  readonly #decks: Promise<string>[];
  readonly #hashes: Promise<string>[] = [];

  constructor(decks: readonly Promise<string>[] = []) {
    this.#decks = [...decks];
  }

  /** One of the same decks, and of no event yet. */
  ofDecks(): BackupChecksum {
    return new BackupChecksum(this.#decks);
  }

  /** @param line canonical JSON of a deck of the user's own */
  addDeck(line: string): void {
    this.#decks.push(sha256(`${line}\n`));
  }

  /** @param lines canonical JSON of up to {@link BLOCK_EVENTS} events; only the last block may hold fewer */
  addBlock(lines: readonly string[]): Promise<string> {
    const hash = sha256(lines.length === 0 ? "" : `${lines.join("\n")}\n`);
    this.#hashes.push(hash);
    return hash;
  }

  /** @param head canonical JSON of everything in the file but decks of the user's own, events and the checksum */
  async value(head: string): Promise<string> {
    const hashes = await Promise.all([sha256(`${head}\n`), ...this.#decks, ...this.#hashes]);
    return sha256(hashes.map((hash) => `${hash}\n`).join(""));
  }
}
