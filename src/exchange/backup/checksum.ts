import { slicesOf } from "../../core/slices.ts";
import { sha256 } from "../sha256.ts";
import { Growing } from "../sqlite/growing.ts";

/** How many event lines are hashed at a time: SHA-256 of the platform takes whole buffers only. */
export const BLOCK_EVENTS = 10_000;

/** Lines that are turned into bytes at a time. */
const LINES_AT_ONCE = 500;

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8. */
const sha256OfText = (text: string): Promise<string> => sha256(encoder.encode(text));

/**
 * The checksum of a backup, so built that a million events need not stand in memory as one text. The head, each deck and
 * each block of 10,000 event lines are hashed by themselves; the checksum is the hash of those hashes in this order,
 * whatever the order in the file.
 */
export class BackupChecksum {
  readonly #decks: Promise<string>[] = [];
  readonly #hashes: Promise<string>[] = [];
  /** The lines of the block that is not closed yet: a long text is turned into bytes faster in parts, and into the same memory. */
  readonly #block = new Growing();

  /** @param line canonical JSON of a deck of the user's own */
  addDeck(line: string): void {
    this.#decks.push(sha256OfText(`${line}\n`));
  }

  /** @param lines canonical JSON of up to {@link BLOCK_EVENTS} events; only the last block may hold fewer */
  addBlock(lines: readonly string[]): Promise<string> {
    this.addLines(lines);
    return this.closeBlock();
  }

  /** @param lines canonical JSON of events, some of the block that {@link closeBlock} ends */
  addLines(lines: readonly string[]): void {
    for (const some of slicesOf(lines, LINES_AT_ONCE)) this.#block.addText(`${some.join("\n")}\n`);
  }

  /** The browser copies what it is to hash before it answers, so that the memory can be written anew at once. */
  closeBlock(): Promise<string> {
    const hash = sha256(this.#block.part());
    this.#block.clear();
    this.#hashes.push(hash);
    return hash;
  }

  /** @param head canonical JSON of everything in the file but decks of the user's own, events and the checksum */
  async value(head: string): Promise<string> {
    const hashes = await Promise.all([sha256OfText(`${head}\n`), ...this.#decks, ...this.#hashes]);
    return sha256OfText(hashes.map((hash) => `${hash}\n`).join(""));
  }
}
