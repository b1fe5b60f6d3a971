/** One run that makes a database and a place of copies agree: what it may do, what it remembers, and what has come in so far. */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { beginRecount } from "../../store/days/recount.ts";
import type { Database } from "../../store/opening/open.ts";
import type { SegmentedLog } from "../../store/segments/segments.ts";
import type { JudgeDeck } from "./deck-file.ts";
import { noteFilesRead } from "./files-read.ts";
import { keepNotice } from "./notice.ts";
import { ReadIndex } from "./read-index.ts";
import { type NamedPlace, rememberedNames } from "./remembered-names.ts";

/** Whether there is time for another step. */
export type GoOn = () => boolean;

export interface ReplicateOptions {
  /** Asked between steps; where it says no, the rest is left to the next time. */
  readonly goOn?: GoOn;
  /** Told how many events the database was given so far. */
  readonly onTaken?: (events: number) => void;
  /** Told how many decks it was given so far. */
  readonly onDecks?: (decks: number) => void;
  /** False where nothing may or can be written: the database is given what it lacks, and the place nothing. */
  readonly give?: boolean;
  /** Segments of this device that are known to be torn in the place, to be written anew. */
  readonly torn?: readonly string[];
  /** For decks from a place where others write. */
  readonly judgeDeck?: JudgeDeck;
  /**
   * The version of the program. Files of which it could not read all are not read again by the same one, which could make no
   * more of them; without it they are.
   */
  readonly reader?: string;
  /**
   * Of others' segments, where there is time: each card is worked out anew once for so many files. More take more memory, and
   * whoever is stopped reads those in hand once more.
   */
  readonly filesAtOnce?: number;
  /** Events of a segment, where tests want few. */
  readonly segmentEvents?: number;
}

export class Copying {
  taken = 0;
  decks = 0;
  deckFailure: unknown = null;
  readonly read: ReadIndex;
  /** As it was when the segments were last looked at. */
  log: SegmentedLog = { heads: [], unpacked: [] };
  readonly place: NamedPlace;

  constructor(
    readonly db: Database,
    place: Place,
    readonly device: DeviceId,
    readonly options: ReplicateOptions,
  ) {
    this.place = rememberedNames(place);
    this.read = new ReadIndex(place.kind, device);
    for (const name of options.torn ?? []) this.read.damaged.add(name);
  }

  goOn(): boolean {
    return this.options.goOn?.() ?? true;
  }

  get gives(): boolean {
    return this.options.give ?? true;
  }

  get newer(): string[] {
    return [...this.read.newer];
  }

  get unreadable(): string[] {
    return this.read.ofOthers([...this.read.damaged, ...this.read.journal.damaged]);
  }

  /** Told at once: whoever copies may be stopped before the end. */
  async given(events: number): Promise<void> {
    this.taken += events;
    if (events > 0) this.options.onTaken?.(this.taken);
    if (events === 0 || this.place.kind !== "own") return;
    // The database had lost them. Whether its sums had lost them as well, nothing tells.
    await beginRecount(this.db);
    await this.alone(() => keepNotice(this.place, { events }));
  }

  alone<R>(work: () => Promise<R>): Promise<R> {
    return this.place.lock("exclusive", work);
  }

  rememberTaken(): Promise<void> {
    return noteFilesRead(this.db, this.place, this.options.reader, {
      taken: this.read.whole,
      newer: this.read.newer,
    });
  }
}
