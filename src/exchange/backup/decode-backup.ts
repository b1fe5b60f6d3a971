import type { LogExport } from "../../core/log/log-export.ts";
import type { OnProgress } from "../../core/progress.ts";
import { type Failed, isProblem, type Problem, problem } from "../problem.ts";
import { BACKUP_LIMITS, type BackupStamp } from "./backup-format.ts";
import type { Lines } from "./backup-lines.ts";
import { BackupError, BackupScanner, type Found, parsed } from "./backup-scanner.ts";
import { BackupChecksum } from "./checksum.ts";
import { charactersOf } from "./combined-limits.ts";
import { DeckReader } from "./decode-decks.ts";
import { EventReader } from "./decode-events.ts";
import { decodeFormat, decodeHead, type Head } from "./decode-head.ts";

export interface DecodedBackup extends BackupStamp {
  /** In the present form, whatever the version of the file. */
  readonly log: LogExport;
  /** At most so many characters do the lines of its events take, in the present form. */
  readonly mostCharacters: number;
}
export type BackupResult = DecodedBackup | Failed;

/** A backup as it arrives: its text in pieces, cut anywhere, and about how many characters they are together. */
export interface BackupSource {
  readonly pieces: Iterable<string> | AsyncIterable<string>;
  readonly characters: number;
}

/**
 * Reads a backup: all of it, or the sentence that says what is wrong. Never throws, whatever the text.
 * @param limit on the events
 * @throws only what the pieces throw
 */
export async function decodeBackupPieces(
  { pieces, characters }: BackupSource,
  onProgress?: OnProgress,
  limit: number = BACKUP_LIMITS.events,
): Promise<BackupResult> {
  const scanner = new BackupScanner();
  const reading = new Reading(limit);
  let arrived = 0;
  try {
    for await (const piece of pieces) {
      const text = arrived === 0 && piece.startsWith("\uFEFF") ? piece.slice(1) : piece;
      arrived += piece.length;
      if (arrived > BACKUP_LIMITS.characters) throw new BackupError(problem("backup_tooLarge"));
      for (const found of scanner.push(text)) {
        const taken = reading.take(found);
        // Most are taken at once, and to wait for each would take longer.
        const done = taken instanceof Promise ? await taken : taken;
        // How many there will be follows from how much of the file they took so far.
        if (done !== null) onProgress?.({ done, total: Math.max(done, Math.round((done * characters) / arrived)) });
      }
    }
    scanner.end();
    return await reading.result(onProgress);
  } catch (error) {
    if (error instanceof BackupError) return { problem: error.problem };
    throw error;
  }
}

/** Characters of items that are passed behind a wrong one, in search of the format and the version. */
const MOST_BEHIND_WRONG = 20_000_000;
/** An item takes some work however short it is, about that of so many characters. */
const CHARACTERS_PER_ITEM = 100;

type Item = Extract<Found, { readonly kind: "item" }>;
/** JSON holds no `undefined`. */
const saidBy = ({ text, value }: Item): unknown => (value === undefined ? parsed(text) : value);

/** What a backup has said so far. */
class Reading {
  readonly #limit: number;
  readonly #fields = new Map<string, unknown>();
  readonly #checksum = new BackupChecksum();
  readonly #events = new EventReader(this.#checksum);
  readonly #decks = new DeckReader(this.#checksum);
  /** What is wrong with an item. It waits for the format and the version, which say whether it was one for us at all. */
  #wrongItem: Problem | null = null;
  #behindWrong = 0;
  readonly #counts = { events: 0, ownDecks: 0 };

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the number of events, where a good many were read since it was told last */
  take(found: Found): number | null | Promise<number | null> {
    switch (found.kind) {
      case "events":
        return this.#takeEvents(found.lines);
      case "item":
        return found.key === "events" ? this.#takeEvent(found) : this.#takeDeck(found);
      case "list":
        this.#set(found.key, []);
        return null;
      case "field":
        this.#set(found.key, parsed(found.text));
        return null;
    }
  }

  async result(onProgress?: OnProgress): Promise<BackupResult> {
    const head = decodeHead(Object.fromEntries(this.#fields));
    if (isProblem(head)) return { problem: head };
    if (this.#wrongItem) return { problem: this.#wrongItem };
    await this.#events.end();
    const { exportedAtMs, appVersion, decks, settings } = head;
    const events = this.#events.all(settings);
    if (isProblem(events)) return { problem: events };
    if (this.#counts.events > 0) onProgress?.({ done: this.#counts.events, total: this.#counts.events });
    if (!(await this.#isUnchanged(head))) return { problem: problem("backup_changed") };
    const mostCharacters = settings ? charactersOf(events) : this.#events.mostCharacters;
    return { log: { events, decks, ownDecks: this.#decks.all }, mostCharacters, exportedAtMs, appVersion };
  }

  /** By the lines as they stand, and where these are no canonical text, by what they say. */
  async #isUnchanged({ canonical, checksum }: Head): Promise<boolean> {
    if ((await this.#checksum.value(canonical)) === checksum) return true;
    const anew = new BackupChecksum();
    const isOther = this.#decks.inCanonicalText(anew);
    return ((await this.#events.inCanonicalText(anew)) || isOther) && (await anew.value(canonical)) === checksum;
  }

  #set(key: string, value: unknown): void {
    // Of a field that is there twice nobody can say which one was meant.
    if (this.#fields.has(key)) throw new BackupError(problem("backup_field", key));
    this.#fields.set(key, value);
    this.#giveUpIfWrong();
  }

  #takeEvent(item: Item): null | Promise<number> {
    const place = this.#counts.events + 1;
    this.#counts.events = place;
    if (place > this.#limit) throw new BackupError(problem("backup_tooMany", this.#limit));
    if (this.#wrongItem) return this.#readOn(item.text.length);
    this.#wrongItem = this.#events.add(saidBy(item), place, item.value === undefined ? null : item.text);
    this.#giveUpIfWrong();
    return this.#events.isBlockFull ? this.#events.closeBlock() : null;
  }

  async #takeDeck(item: Item): Promise<null> {
    const place = this.#counts.ownDecks + 1;
    this.#counts.ownDecks = place;
    if (this.#wrongItem) return this.#readOn(item.text.length);
    this.#wrongItem = await this.#decks.add(saidBy(item), place, item.text);
    this.#giveUpIfWrong();
    return null;
  }

  async #takeEvents({ texts, values }: Lines): Promise<number | null> {
    let done: number | null = null;
    for (const [i, value] of values.entries()) {
      const taken = this.#takeEvent({ kind: "item", key: "events", text: texts[i] ?? "", value });
      if (taken !== null) done = await taken;
    }
    return done;
  }

  /** Only so far: a file made for it would have hundreds of megabytes looked at to say in whose name it is wrong. */
  #readOn(characters: number): null {
    this.#behindWrong += characters + CHARACTERS_PER_ITEM;
    if (this.#wrongItem && this.#behindWrong > MOST_BEHIND_WRONG) throw new BackupError(this.#wrongItem);
    return null;
  }

  /** Reads no further where one item is wrong and the file says that it is for us. */
  #giveUpIfWrong(): void {
    if (!this.#wrongItem || !this.#fields.has("format") || !this.#fields.has("version")) return;
    throw new BackupError(decodeFormat(Object.fromEntries(this.#fields)) ?? this.#wrongItem);
  }
}
