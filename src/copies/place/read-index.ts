/** What is remembered of a place's files, and of the log, while the two are brought to agree: nothing is asked for twice. */
import type { DeviceId, EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { decksIn, type EventsFile, journalsIn, segmentsIn } from "./file-names.ts";
import type { ReadFiles } from "./files-read.ts";
import { type JournalIndex, MOST_FILES, spareIn } from "./journal-files.ts";
import type { TakenSegment } from "./segment-files.ts";

export class ReadIndex {
  readonly journal: JournalIndex = {
    files: new Map(),
    judged: new Set(),
    damaged: new Set(),
    unmended: new Set(),
  };
  /** Files of segments that the database does not have, and that were looked at. */
  readonly seen = new Set<string>();
  /** Files, also of the journal, whose every event is in the database. */
  readonly whole = new Set<string>();
  /** Those that are no longer needed once all else stands in the place, unless the database has them by then. */
  readonly spare = new Set<string>();
  readonly damaged = new Set<string>();
  /** Torn files, also of the journal, of which all that can be unpacked is in the database. */
  readonly torn = new Set<string>();
  /** Files that hold what only a newer version can read, of which all else has come in. */
  readonly newer = new Set<string>();
  /** Files of version 1 all of which is in the database. */
  ofVersion1: readonly string[] = [];
  /** Events that no segment held when the segments were last looked at. */
  unpacked: ReadonlySet<EventId> = new Set();

  constructor(
    readonly kind: Place["kind"],
    readonly device: DeviceId,
  ) {}

  isOurs({ device }: { readonly device: DeviceId | null }): boolean {
    return this.kind === "own" || device === this.device;
  }

  isOurJournal(name: string): boolean {
    return journalsIn([name]).some((file) => this.isOurs(file));
  }

  /** The files that are damaged and no other device's. */
  ourDamaged(): EventsFile[] {
    const names = [...this.damaged, ...this.journal.damaged];
    return [...segmentsIn(names), ...journalsIn(names)].filter((file) => this.isOurs(file));
  }

  ofOthers(names: readonly string[]): string[] {
    const files = [...segmentsIn(names), ...journalsIn(names), ...decksIn(names)];
    return files.filter((file) => !this.isOurs(file)).map(({ name }) => name);
  }

  noteReadBefore({ taken, newer }: ReadFiles): void {
    for (const name of taken) {
      this.seen.add(name);
      this.whole.add(name);
    }
    for (const name of newer) this.newer.add(name);
  }

  noteForeignJournals(files: readonly EventsFile[]): void {
    for (const file of files) {
      if (this.isOurs(file) || !this.journal.files.has(file.name)) continue;
      if (this.journal.unmended.has(file.name)) continue;
      if (this.journal.judged.has(file.name)) this.whole.add(file.name);
      else this.newer.add(file.name);
    }
  }

  noteSegments(done: readonly TakenSegment[]): void {
    for (const { name, spare, damaged, newer } of done) {
      this.seen.add(name);
      if (newer && this.kind === "shared") this.newer.add(name);
      if (spare) this.whole.add(name);
      if (damaged) this.damaged.add(name);
      if (spare && segmentsIn([name]).some((file) => this.isOurs(file))) this.spare.add(name);
    }
  }

  /** Whether some file is to go once all else stands in the place. @param unpacked the events that no segment holds */
  hasSpare(unpacked: readonly Envelope[]): boolean {
    const needed = new Set(unpacked.map(({ id }) => id));
    const isOurs = (name: string): boolean => this.isOurJournal(name);
    const isLong = [...this.journal.files.keys()].filter(isOurs).length > MOST_FILES;
    return (
      isLong || this.spare.size > 0 || this.ourDamaged().length > 0 || spareIn(this.journal, needed, isOurs).length > 0
    );
  }

  /** Whether some file of the journal was of no use any more when the segments were last looked at. */
  mayBeShorter(): boolean {
    return spareIn(this.journal, this.unpacked, (name) => this.isOurJournal(name)).length > 0;
  }
}
