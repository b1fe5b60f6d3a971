/**
 * Makes the database and a place of copies agree: each is given what only the other has. Events are never changed and
 * never deleted, so their union is always right, and doing it twice changes nothing.
 *
 * It goes in short steps, since a browser ends a worker after some thirty seconds. No position need be kept: what was
 * done shows in the names of the files, and names are all that is looked at where nothing is left to do.
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { readDevice } from "../../store/database/local.ts";
import { beginRecount } from "../../store/days/recount.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import type { Database } from "../../store/opening/open.ts";
import { packOrLook, readSegmented, SEGMENT_EVENTS, type SegmentedLog } from "../../store/segments/segments.ts";
import type { JudgeDeck } from "./deck-file.ts";
import { readEvents, readUpToBreak } from "./events-file.ts";
import { journalsIn, type SegmentFile, segmentFile, segmentsIn } from "./file-names.ts";
import { filesReadBefore, noteFilesRead } from "./files-read.ts";
import { completeJournal, gatherJournal, inBatches, MOST_FILES, removeSpare, takeInJournals } from "./journal-files.ts";
import { keepNotice } from "./notice.ts";
import { ReadIndex } from "./read-index.ts";
import { type NamedPlace, rememberedNames } from "./remembered-names.ts";
import { compareSegments, takeInSegments, writeSegment } from "./segment-files.ts";
import { takeInDecks } from "./take-in-decks.ts";
import { setAside, takeInTorn } from "./torn-files.ts";
import { isUnreadable, removeLongUnreadable } from "./unreadable-files.ts";
import { removeVersion1, takeInVersion1, version1Files } from "./version-1-record.ts";
import { writeOwnDecks } from "./write-own-decks.ts";

export interface Replicated {
  /** Everything stands in the place now; false where there was no time for all of it, or a file could not be read. */
  readonly complete: boolean;
  /** Why a deck of the user's own does not stand in the place, whatever else does; null where all do. */
  readonly deckFailure: unknown;
  /** Files of other devices that are there and cannot be read. */
  readonly unreadable: readonly string[];
  /** Those that hold something that only a newer version can read: the rest has come in, and they are read again. */
  readonly newer: readonly string[];
}

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

/**
 * @throws what the place or the database throws; whatever was done by then stays and is right
 */
export async function replicate(db: Database, place: Place, options: ReplicateOptions = {}): Promise<Replicated> {
  const copying = new Copying(db, place, await readDevice(db.transaction("local").store), options);
  const complete = await copying.run();
  const { deckFailure, unreadable, newer } = copying;
  return { complete, deckFailure, unreadable, newer };
}

class Copying {
  taken = 0;
  decks = 0;
  deckFailure: unknown = null;
  readonly #read: ReadIndex;
  /** As it was when the segments were last looked at. */
  #log: SegmentedLog = { heads: [], unpacked: [] };
  /** Files of version 1 all of which is in the database. */
  #ofVersion1: readonly string[] = [];
  readonly place: NamedPlace;

  constructor(
    readonly db: Database,
    place: Place,
    readonly device: DeviceId,
    readonly options: ReplicateOptions,
  ) {
    this.place = rememberedNames(place);
    this.#read = new ReadIndex(place.kind, device);
    for (const name of options.torn ?? []) this.#read.damaged.add(name);
  }

  goOn(): boolean {
    return this.options.goOn?.() ?? true;
  }

  get gives(): boolean {
    return this.options.give ?? true;
  }

  get newer(): string[] {
    return [...this.#read.newer];
  }

  get unreadable(): string[] {
    return this.#read.ofOthers([...this.#read.damaged, ...this.#read.journal.damaged]);
  }

  async run(): Promise<boolean> {
    this.#read.noteReadBefore(await filesReadBefore(this.db, this.place, this.options.reader));
    try {
      return await this.#copy();
    } finally {
      // A first taking in of a long log may be stopped, or fail, and goes on another day.
      await this.#rememberTaken().catch((error: unknown) => console.error("what was taken in is not noted:", error));
    }
  }

  async #copy(): Promise<boolean> {
    const { db, place, device } = this;
    // Before their cards' events: a deck that comes later is worked out from all of them at once, while every grade waits.
    let waiting = await this.#takeInDecks();
    if (!(await this.#agreeOnSegments())) return false;
    const before = this.taken;
    // Its first form was never in a place where others write.
    if (place.kind === "own") await this.#takeInVersion1();
    while (this.gives) {
      const trustsNames = !waiting;
      // Nor does it keep the log from being copied that no row of a deck can be read.
      this.deckFailure = await this.#alone(() => writeOwnDecks(db, place, device, trustsNames)).catch(
        (error: unknown) => error,
      );
      if (!waiting || this.deckFailure !== null) break;
      waiting = false;
      await this.#takeInDecks();
    }
    if (!(await this.#readJournal())) return false;
    await this.#takeInTorn();
    // What came in may be enough for another segment.
    if (this.taken > before && !(await this.#agreeOnSegments())) return false;
    if (!this.gives || (await this.#endsHere()) || (await this.#alone(() => this.#finish()))) return true;
    // Another page may have packed a segment meanwhile, and not yet written it.
    return (await this.#agreeOnSegments()) && this.#alone(() => this.#finish());
  }

  /** @returns whether one waits for what is here to be written */
  async #takeInDecks(): Promise<boolean> {
    let waiting = false;
    await takeInDecks(this.db, this.place, this.options.judgeDeck, {
      onInstalled: () => {
        this.decks++;
        this.options.onDecks?.(this.decks);
      },
      isKnown: (name) => this.#read.newer.has(name),
      onNewer: (name) => this.#read.newer.add(name),
      onDamaged: (name) => this.#read.damaged.add(name),
      onPutOff() {
        waiting = true;
      },
    });
    return waiting;
  }

  /** Takes in what the journal holds. One that is very long, as after an import, is shortened on the way. */
  async #readJournal(): Promise<boolean> {
    // Also files of other devices never change; what was taken in from there is read no more.
    const names = (await this.place.list()).filter(
      (name) => !this.#read.whole.has(name) && !this.#read.newer.has(name),
    );
    const isLong = journalsIn(names).length > MOST_FILES;
    for (const files of inBatches(names)) {
      await this.#given(await takeInJournals(this.db, this.place, files, this.#read.journal, this.#read.unpacked));
      this.#read.noteForeignJournals(files);
      if (this.place.kind === "shared" && !this.goOn()) return false;
      if (isLong && this.gives && (await this.#alone(() => this.#shorten())) > 0 && !this.goOn()) return false;
    }
    return true;
  }

  async #takeInVersion1(): Promise<void> {
    const withSettings = async (): Promise<boolean> => !(await hasEvents(this.db));
    const { taken, whole } = await takeInVersion1(this.db, this.place, { withSettings });
    this.#ofVersion1 = whole;
    await this.#given(taken);
  }

  /** Those of other devices may not have arrived as a whole, and come in once they have. */
  async #takeInTorn(): Promise<void> {
    for (const file of this.#read.ourDamaged()) {
      if ((await readEvents(this.place, file)) !== "torn") continue;
      const { taken, unmended } = await takeInTorn(this.db, await readUpToBreak(this.place, file));
      if (unmended.size === 0) this.#read.torn.add(file.name);
      await this.#given(taken);
    }
  }

  /** @returns how many files of the journal are gone */
  async #shorten(): Promise<number> {
    const { db, place, device } = this;
    // To look again takes longer than to read the files: names and heads of all the log.
    if (!this.#read.mayBeShorter()) return 0;
    const { heads, unpacked } = await readSegmented(db);
    place.lookAgain();
    const names = new Set(await place.list());
    if (!heads.every((head) => names.has(segmentFile(device, head).name))) return 0;
    return removeSpare(place, unpacked, this.#read.journal, (name) => names.has(name) && this.#read.isOurJournal(name));
  }

  /** Packs, writes and takes in until neither lacks a segment of the other. */
  async #agreeOnSegments(): Promise<boolean> {
    const { db, place, device } = this;
    for (;;) {
      const log = await this.#packAll();
      if (!log) return false;
      const { missing, foreign } = compareSegments(log.heads, await place.list(), device, this.#read.damaged);
      const news = foreign.filter(({ name }) => !this.#read.seen.has(name) && !this.#read.newer.has(name));
      if ((this.gives ? missing.length : 0) + news.length === 0) return true;
      // That takes a while, in which others write as well.
      this.place.lookAgain();
      for (const head of this.gives ? missing : []) {
        await this.#alone(() => writeSegment(db, place, device, head));
        this.#read.damaged.delete(segmentFile(device, head).name);
        if (!this.goOn()) return false;
      }
      const step = place.kind === "shared" ? (this.options.filesAtOnce ?? FILES_AT_ONCE) : 1;
      for (let start = 0; start < news.length; start += step) {
        if (!(await this.#takeIn(news.slice(start, start + step)))) return false;
        await this.#rememberTaken();
        if (!this.goOn()) return false;
      }
    }
  }

  /** @returns what is left to be copied as the journal; null where there was no time to pack all */
  async #packAll(): Promise<SegmentedLog | null> {
    for (;;) {
      const found = await packOrLook(this.db, this.options.segmentEvents ?? SEGMENT_EVENTS);
      if ("heads" in found) {
        this.#log = found;
        this.#read.unpacked = new Set(found.unpacked.map(({ id }) => id));
        return found;
      }
      if (!this.goOn()) return null;
    }
  }

  /** @returns false where there was no time for all of it */
  async #takeIn(files: readonly SegmentFile[]): Promise<boolean> {
    const { done, complete } = await takeInSegments(this.db, this.place, files, {
      goOn: () => this.goOn(),
      onTaken: (events) => this.#given(events),
    });
    this.#read.noteSegments(done);
    return complete;
  }

  /**
   * What came since the last segment, where no file is to go: the log as it was last looked at is enough then. What came since
   * is written by whoever made it, and what another page has packed since by that one.
   * @returns whether that was all there was to do
   */
  async #endsHere(): Promise<boolean> {
    const { heads, unpacked } = this.#log;
    if (this.place.kind === "shared" || version1Files(await this.place.list()).length > 0) return false;
    if (heads.length + unpacked.length === 0 || this.#read.hasSpare(unpacked)) return false;
    await completeJournal(this.place, this.device, unpacked, this.#read.journal);
    return true;
  }

  /** What came since the last segment, and what is no longer needed. @returns false where a segment is not there */
  async #finish(): Promise<boolean> {
    const { db, place, device } = this;
    // Files may go: nothing that was seen before counts.
    place.lookAgain();
    const { heads, unpacked } = await readSegmented(db);
    // With nothing in the log, what cannot be read is all that tells of what was lost.
    if (heads.length + unpacked.length === 0) return true;
    const written = await completeJournal(place, device, unpacked, this.#read.journal);
    for (const name of written) this.#read.journal.judged.add(name);
    const there = new Set(segmentsIn(await place.list()).map(({ name }) => name));
    const wanted = new Set(heads.map((head) => segmentFile(device, head).name));
    if (![...wanted].every((name) => there.has(name))) return false;
    const isOurs = (name: string): boolean => this.#read.isOurJournal(name);
    await removeSpare(place, unpacked, this.#read.journal, isOurs);
    await gatherJournal(place, device, unpacked, this.#read.journal, isOurs);
    for (const name of this.#read.spare) if (!wanted.has(name)) await place.remove(name);
    await this.#removeDamaged(wanted);
    return true;
  }

  /** To be called once all that the log holds stands in the place. @param wanted the files of its segments */
  async #removeDamaged(wanted: ReadonlySet<string>): Promise<void> {
    const { db, place } = this;
    for (const name of this.#read.torn) {
      if (wanted.has(name)) continue;
      // Others tell of it as long as it is there. What it held this device gave, and has in its log and its own record.
      if (place.kind === "shared") await place.remove(name);
      else await setAside(place, name);
    }
    if (place.kind === "own") await removeVersion1(place, this.#ofVersion1);
    const names = this.#read.ourDamaged().flatMap(({ name }) => (wanted.has(name) ? [] : [name]));
    if (place.kind === "own") names.push(...version1Files(await place.list()));
    const unreadable: string[] = [];
    for (const name of names) if (await isUnreadable(place, name)) unreadable.push(name);
    await removeLongUnreadable(db, place, unreadable);
  }

  /** Told at once: whoever copies may be stopped before the end. */
  async #given(events: number): Promise<void> {
    this.taken += events;
    if (events > 0) this.options.onTaken?.(this.taken);
    if (events === 0 || this.place.kind !== "own") return;
    // The database had lost them. Whether its sums had lost them as well, nothing tells.
    await beginRecount(this.db);
    await this.#alone(() => keepNotice(this.place, { events }));
  }

  #alone<R>(work: () => Promise<R>): Promise<R> {
    return this.place.lock("exclusive", work);
  }

  #rememberTaken(): Promise<void> {
    return noteFilesRead(this.db, this.place, this.options.reader, {
      taken: this.#read.whole,
      newer: this.#read.newer,
    });
  }
}

/** Of others' segments: so many are read in the seconds that a study page or the background has, with time left for their events. */
const FILES_AT_ONCE = 20;
