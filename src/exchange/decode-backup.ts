import type { Progress } from "../core/progress.ts";
import { BACKUP_LIMITS, type BackupProblem, type BackupStamp, type OnJobProgress } from "./backup-format.ts";
import { BackupError, BackupScanner, type Found, parsed } from "./backup-scanner.ts";
import { EventReader } from "./decode-events.ts";
import { decodeFormat, decodeHead } from "./decode-head.ts";
import { isProblem, problem } from "./problem.ts";

export interface DecodedBackup extends BackupStamp {
  readonly progress: Progress;
}
export type BackupResult = DecodedBackup | { readonly problem: BackupProblem };

/** A backup as it arrives: its text in pieces, cut anywhere, and about how many characters they are together. */
export interface BackupSource {
  readonly pieces: Iterable<string> | AsyncIterable<string>;
  readonly characters: number;
}

/** Reads a backup that is there as one text, see {@link decodeBackupPieces}. */
export const decodeBackup = (text: string, onProgress?: OnJobProgress, limit?: number): Promise<BackupResult> =>
  decodeBackupPieces({ pieces: [text], characters: text.length }, onProgress, limit);

/**
 * Reads a backup: all of it, or the sentence that says what is wrong. Never throws, whatever the text.
 * @param limit on the events
 * @throws only what the pieces throw
 */
export async function decodeBackupPieces(
  { pieces, characters }: BackupSource,
  onProgress?: OnJobProgress,
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
        const done = await reading.take(found);
        // How many there will be follows from how much of the file they took so far.
        if (done !== null) onProgress?.(done, Math.max(done, Math.round((done * characters) / arrived)));
      }
    }
    scanner.end();
    return await reading.result(onProgress);
  } catch (error) {
    if (error instanceof BackupError) return { problem: error.problem };
    throw error;
  }
}

/** What a backup has said so far. */
class Reading {
  readonly #limit: number;
  readonly #fields = new Map<string, unknown>();
  readonly #events = new EventReader();
  /** What is wrong with an event. It waits for the format and the version, which say whether it was one for us at all. */
  #wrongEvent: BackupProblem | null = null;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the number of events, where a good many were read since it was told last */
  async take(found: Found): Promise<number | null> {
    switch (found.kind) {
      case "event":
        return this.#takeEvent(found.text);
      case "events":
        this.#set("events", []);
        return null;
      case "field":
        this.#set(found.key, parsed(found.text));
        return null;
    }
  }

  async result(onProgress?: OnJobProgress): Promise<BackupResult> {
    const head = decodeHead(Object.fromEntries(this.#fields));
    if (isProblem(head)) return { problem: head };
    if (this.#wrongEvent) return { problem: this.#wrongEvent };
    const { events, checksum } = await this.#events.all(head.canonical);
    if (this.#count > 0) onProgress?.(this.#count, this.#count);
    if (checksum !== head.checksum) return { problem: problem("backup_changed") };
    const { settings, decks, exportedAtMs, appVersion } = head;
    return { progress: { events, settings, decks }, exportedAtMs, appVersion };
  }

  #set(key: string, value: unknown): void {
    // Of a field that is there twice nobody can say which one was meant.
    if (this.#fields.has(key)) throw new BackupError(problem("backup_field", key));
    this.#fields.set(key, value);
    this.#giveUpIfWrong();
  }

  async #takeEvent(text: string): Promise<number | null> {
    this.#count += 1;
    if (this.#count > this.#limit) throw new BackupError(problem("backup_tooMany", this.#limit));
    if (this.#wrongEvent) return null;
    this.#wrongEvent = this.#events.add(parsed(text), this.#count);
    this.#giveUpIfWrong();
    return this.#events.isBlockFull ? this.#events.closeBlock() : null;
  }

  /** Reads no further where one event is wrong and the file says that it is for us. */
  #giveUpIfWrong(): void {
    if (!this.#wrongEvent || !this.#fields.has("format") || !this.#fields.has("version")) return;
    throw new BackupError(decodeFormat(Object.fromEntries(this.#fields)) ?? this.#wrongEvent);
  }
}
