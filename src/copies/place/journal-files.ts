/** The journal of a place as a whole: reading it, and keeping it short. */
import type { DeviceId, EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import type { Database } from "../../store/opening/open.ts";
import { takeIn } from "../take-in/take-in.ts";
import { isDamaged, isWhole, readEvents } from "./events-file.ts";
import { type EventsFile, journalsIn } from "./file-names.ts";
import { addToJournal } from "./journal.ts";

/** More files than this are gathered into one: each takes up to a millisecond to read. */
export const MOST_FILES = 32;

export interface ReadJournal {
  /** The files that could be read, with their events. */
  readonly files: ReadonlyMap<string, readonly Envelope[]>;
  /** Those of them that hold nothing but events of this or an older version. */
  readonly judged: ReadonlySet<string>;
  readonly damaged: readonly EventsFile[];
}

/** Events of one step, where each file holds many, as after an import. */
const MOST_EVENTS = 2000;

/** Some files at a time, so that the journal of a large import is neither read nor kept in memory as a whole. */
export function* inBatches(names: readonly string[]): Generator<readonly EventsFile[]> {
  let batch: EventsFile[] = [];
  for (const file of journalsIn(names)) {
    batch.push(file);
    if (batch.length < MOST_FILES && batch.reduce((sum, { events }) => sum + events, 0) < MOST_EVENTS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export async function readJournals(place: Place, files: readonly EventsFile[]): Promise<ReadJournal> {
  const all = await Promise.all(files.map(async (file) => [file, await readEvents(place, file)] as const));
  const whole = all.flatMap(([file, read]) => (isWhole(read) ? [[file.name, read] as const] : []));
  return {
    files: new Map(whole.map(([name, { events }]) => [name, events])),
    judged: new Set(whole.flatMap(([name, { others }]) => (others === 0 ? [name] : []))),
    damaged: all.flatMap(([file, read]) => (isDamaged(read) ? [file] : [])),
  };
}

/** What is remembered of the journal's files while the rest is copied: their names, and which events are in them. */
export interface JournalIndex {
  readonly files: Map<string, readonly EventId[]>;
  readonly judged: Set<string>;
  readonly damaged: Set<string>;
  /** Files with an event that the database could not be given; see `TakenIn`. */
  readonly unmended: Set<string>;
}

/**
 * Gives the database what it lacks of some files.
 * @param here events that were just read in its log, and need not be asked for
 * @returns how many events it lacked
 */
export async function takeInJournals(
  db: Database,
  place: Place,
  files: readonly EventsFile[],
  index: JournalIndex,
  here: ReadonlySet<EventId>,
): Promise<number> {
  const journal = await readJournals(place, files);
  for (const [name, events] of journal.files)
    index.files.set(
      name,
      events.map(({ id }) => id),
    );
  for (const name of journal.judged) index.judged.add(name);
  for (const { name } of journal.damaged) index.damaged.add(name);
  const { taken, unmended } = await takeIn(
    db,
    [...journal.files.values()].flat().filter(({ id }) => !here.has(id)),
  );
  for (const [name, events] of journal.files) if (events.some(({ id }) => unmended.has(id))) index.unmended.add(name);
  return taken;
}

/** The journal holds every event that no segment holds. @returns the names of the files that were written for it */
export async function completeJournal(
  place: Place,
  device: DeviceId,
  unpacked: readonly Envelope[],
  index: JournalIndex,
): Promise<readonly string[]> {
  const there = new Set([...index.files.values()].flat());
  const lacking = unpacked.filter(({ id }) => !there.has(id));
  return addToJournal(place, device, lacking, { verified: true });
}

/**
 * Takes away the files whose every event stands in segments of the place.
 * @param unpacked the events that no segment holds; all others must stand in segments of the place
 * @param isOurs whether a file was written by this profile; others are left alone
 * @returns how many there were
 */
export async function removeSpare(
  place: Place,
  unpacked: readonly Envelope[],
  index: JournalIndex,
  isOurs: (name: string) => boolean,
): Promise<number> {
  const spare = spareIn(index, new Set(unpacked.map(({ id }) => id)), isOurs);
  for (const name of spare) index.files.delete(name);
  await removeAll(place, spare);
  return spare.length;
}

/** The files that hold none of these events, and nothing that the database has not. */
export const spareIn = (
  index: JournalIndex,
  needed: ReadonlySet<EventId>,
  isOurs: (name: string) => boolean,
): readonly string[] =>
  [...index.files].flatMap(([name, ids]) =>
    isAllHere(index, name) && isOurs(name) && !ids.some((id) => needed.has(id)) ? [name] : [],
  );

/** Whether all that a file holds is in the database. */
const isAllHere = ({ judged, unmended }: JournalIndex, name: string): boolean =>
  judged.has(name) && !unmended.has(name);

/**
 * To be called when the journal is complete: gathers its files into one where they are many. Stopped anywhere on the way, some
 * events stand in two files and none in no file.
 */
export async function gatherJournal(
  place: Place,
  device: DeviceId,
  unpacked: readonly Envelope[],
  index: JournalIndex,
  isOurs: (name: string) => boolean,
): Promise<void> {
  const kept = [...index.files.keys()].filter((name) => isAllHere(index, name) && isOurs(name));
  if (kept.length <= MOST_FILES) return;
  await addToJournal(place, device, unpacked, { verified: true });
  await removeAll(place, kept);
}

async function removeAll(place: Place, names: readonly string[]): Promise<void> {
  for (const name of names) await place.remove(name);
}
