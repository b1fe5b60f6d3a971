/** The segments of the log in a place of copies: immutable files, each named by what is in it. */
import type { DeviceId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import type { SegmentRow } from "../../store/database/schema.ts";
import { write } from "../../store/database/transaction.ts";
import type { Database } from "../../store/opening/open.ts";
import { packedBytes } from "../../store/segments/packed-bytes.ts";
import { dropSegment } from "../../store/segments/segment-heads.ts";
import { ByConcern } from "../take-in/by-concern.ts";
import { takeInWhile } from "../take-in/take-in.ts";
import { inPart } from "../take-in/taken-in-so-far.ts";
import { isDamaged, isWhole, readEvents } from "./events-file.ts";
import { type SegmentFile, segmentFile, segmentsIn } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";

/** What a place and the database have of the other's segments. */
export interface SegmentDifference {
  /** Segments that have no file in the place. */
  readonly missing: readonly SegmentRow[];
  /** Files of segments that the database does not have: another device's, those of a log that was lost, or replaced ones. */
  readonly foreign: readonly SegmentFile[];
}

/**
 * By their names only.
 * @param heads of the segments of the database, in the order of the log
 * @param damaged files that are known to be damaged, and so count as missing
 */
export function compareSegments(
  heads: readonly SegmentRow[],
  names: readonly string[],
  device: DeviceId,
  damaged: ReadonlySet<string> = new Set(),
): SegmentDifference {
  const files = segmentsIn(names);
  const wanted = new Set(heads.map((head) => segmentFile(device, head).name));
  const there = new Set(files.flatMap(({ name }) => (damaged.has(name) ? [] : [name])));
  return {
    missing: heads.filter((head) => !there.has(segmentFile(device, head).name)),
    foreign: files.filter(({ name }) => !wanted.has(name)),
  };
}

/**
 * Writes a segment's file and reads it back. A segment whose bytes are not what its hash says is taken out of the
 * database, to be packed anew.
 * @returns whether the file is there
 */
export async function writeSegment(db: Database, place: Place, device: DeviceId, head: SegmentRow): Promise<boolean> {
  const bytes = await packedBytes(db, head);
  if (!bytes) {
    await dropDamaged(db, head);
    return false;
  }
  await writeVerified(place, segmentFile(device, head).name, bytes);
  return true;
}

/**
 * Takes a segment out of the database, for its events to be packed anew. Another of the same number stays.
 * @returns whether it was there
 */
export const dropDamaged = (db: Database, { number, hash }: SegmentRow): Promise<boolean> =>
  write(db, ["segments", "packed"], async (transaction) => {
    const head = await transaction.objectStore("segments").get(number);
    if (head?.hash !== hash) return false;
    await dropSegment(transaction, number);
    return true;
  });

export interface TakenSegment {
  readonly name: string;
  /** Every event of the file is in the database now, so that nothing is lost with the file. */
  readonly spare: boolean;
  readonly damaged: boolean;
  /** It holds lines that are no events for this version. */
  readonly newer: boolean;
}

export interface TakingInSegments {
  /** Asked between files and between transactions. */
  readonly goOn: () => boolean;
  /** Told how many events each transaction brought. */
  readonly onTaken: (events: number) => Promise<void>;
}

export interface TakenSegments {
  /** What became of each file that is done. */
  readonly done: readonly TakenSegment[];
  /** False where it was stopped before all of them were. */
  readonly complete: boolean;
}

/**
 * Gives the database what it lacks of some files, as one where they are several: each card is worked out anew from all of
 * its events, and so less often. Where time is up among the files, those that were read are taken in all the same: a folder
 * that is slow to read would never come in otherwise.
 */
export async function takeInSegments(
  db: Database,
  place: Place,
  files: readonly SegmentFile[],
  { goOn, onTaken }: TakingInSegments,
): Promise<TakenSegments> {
  const gathered = new ByConcern();
  // The own record's are put back in the order that they had, so that they are packed as they were.
  const inTurn: Envelope[] = [];
  const done: TakenSegment[] = [];
  const held = new Map<string, readonly Envelope[]>();
  for (const file of files) {
    if (done.length > 0 && !goOn()) break;
    const read = await readEvents(place, file);
    if (isWhole(read)) {
      held.set(file.name, read.events);
      if (place.kind === "shared") gathered.add(read.events);
      else for (const event of read.events) inTurn.push(event);
    }
    const newer = isWhole(read) && read.others > 0;
    done.push({ name: file.name, spare: isWhole(read) && !newer, damaged: isDamaged(read), newer });
  }
  // What the own record holds the database has lost, perhaps in the middle of it: there every event is asked for. So it is
  // where a line is no event: this version is not the one to say how far it has come.
  const hasOthers = done.some(({ newer }) => newer);
  const part = place.kind === "shared" && !hasOthers ? await inPart(db, gathered) : null;
  const isLate = done.length < files.length;
  let brought = 0;
  const { complete, unmended } = await takeInWhile(db, place.kind === "shared" ? gathered : inTurn, {
    // Where no position leads on, since the next time may read other files, each time brings something, wherever it stands.
    goOn: () => goOn() || ((isLate || hasOthers) && brought === 0),
    async onTaken(events) {
      brought += events;
      await onTaken(events);
    },
    ...part,
  });
  await part?.end(complete);
  const isAllHere = (name: string): boolean =>
    part?.wasAnyUnmended !== true && !held.get(name)?.some(({ id }) => unmended.has(id));
  // Another one is neither spare nor done with: it is read again the next time.
  const looked = done.map((file) => (isAllHere(file.name) ? file : { ...file, spare: false, newer: false }));
  return { done: complete ? looked : [], complete: complete && !isLate };
}
