import type { Deck } from "../../core/deck/deck.ts";
import { canonicalIfShallow, canonicalJson } from "../canonical.ts";
import { decodeDeck } from "../deck/decode.ts";
import { type Problem, problem } from "../problem.ts";
import { sha256 } from "../sha256.ts";
import { BACKUP_LIMITS } from "./backup-format.ts";
import type { BackupChecksum } from "./checksum.ts";

/** The whole decks of a backup, one after the other: checked, and counted into the checksum. */
export class DeckReader {
  readonly #checksum: BackupChecksum;
  readonly #byId = new Map<string, Deck>();

  constructor(checksum: BackupChecksum) {
    this.#checksum = checksum;
  }

  get all(): readonly Deck[] {
    return [...this.#byId.values()];
  }

  /** Counts all of them into a checksum by their canonical text. @returns whether there are any */
  inCanonicalText(checksum: BackupChecksum): boolean {
    for (const deck of this.#byId.values()) checksum.addDeck(canonicalJson(deck));
    return this.#byId.size > 0;
  }

  /**
   * @param place in the file, from 1
   * @param text as it stands in the file. Nearly always it is canonical; where the checksum says otherwise, see
   * {@link inCanonicalText}
   * @returns what is wrong with it; null where nothing is
   */
  async add(value: unknown, place: number, text: string): Promise<Problem | null> {
    const wrong = await this.#wrong(value, place, text);
    // What is nested too deep is no deck either; it is told as that.
    return wrong && canonicalIfShallow(value) === null ? problem("backup_deck", place, "nested too deep") : wrong;
  }

  async #wrong(value: unknown, place: number, text: string): Promise<Problem | null> {
    if (place > BACKUP_LIMITS.ownDecks)
      return problem("backup_deck", place, `more than ${BACKUP_LIMITS.ownDecks} decks`);
    this.#checksum.addDeck(text);
    const decoded = decodeDeck(value);
    if ("problem" in decoded) return problem("backup_deck", place, decoded.problem);
    const { deck } = decoded;
    if (this.#byId.has(deck.id)) return problem("backup_deck", place, deck.id);
    for (const { id, bytes } of deck.media) {
      if ((await hashOf(bytes)) !== id) return problem("backup_deck", place, `media: ${id}`);
    }
    this.#byId.set(deck.id, deck);
    return null;
  }
}

/** SHA-256 of what is given in base64, in hex; null for what is not base64. */
async function hashOf(base64: string): Promise<string | null> {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  return sha256(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
