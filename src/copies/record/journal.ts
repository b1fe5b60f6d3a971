/**
 * What came since the last snapshots: one small file for each write, never changed afterwards. One file that is appended
 * to would take as long, need a lock between pages for every grade, and lose its whole content when it is torn.
 */

import type { EventId } from "../../core/ids.ts";
import type { OsteonEvent } from "../../core/log/event.ts";
import type { RecordFiles } from "../place.ts";
import { decodeRecord, encodeRecord, NOTHING } from "./codec.ts";
import { journalName, journalsIn } from "./names.ts";

/** More files than this are gathered into one: each takes up to a millisecond to read. */
const MOST_FILES = 32;

export interface Journal {
  /** The events of each file that could be read. */
  readonly files: ReadonlyMap<string, readonly OsteonEvent[]>;
  readonly events: ReadonlyMap<EventId, OsteonEvent>;
  /** Files that are torn. What was in them comes back from IndexedDB or a snapshot. */
  readonly damaged: readonly string[];
}

export async function addToJournal(files: RecordFiles, events: readonly OsteonEvent[]): Promise<string> {
  const name = journalName();
  await files.write(name, await encodeRecord({ ...NOTHING, events }));
  return name;
}

export async function readJournal(files: RecordFiles): Promise<Journal> {
  const readable = new Map<string, readonly OsteonEvent[]>();
  const damaged: string[] = [];
  const read = async (name: string): Promise<void> => {
    const content = await files.read(name);
    if (content === null) return;
    const record = await decodeRecord(content);
    if (record) readable.set(name, record.events);
    else damaged.push(name);
  };
  await Promise.all(journalsIn(await files.list()).map(read));
  const events = new Map([...readable.values()].flat().map((event) => [event.id, event] as const));
  return { files: readable, events, damaged };
}

/** Gathers many small files into one. Stopped anywhere on the way, some events stand in two files and none in no file. */
export async function gatherJournal(files: RecordFiles, journal: Journal): Promise<void> {
  if (journal.files.size <= MOST_FILES) return;
  const name = await addToJournal(files, [...journal.events.values()]);
  const written = await files.read(name);
  const readBack = written && (await decodeRecord(written));
  if (readBack?.events.length !== journal.events.size) throw new Error(`${name} was not written as it should be`);
  await Promise.all([...journal.files.keys(), ...journal.damaged].map(files.remove));
}
