/**
 * Makes the log in IndexedDB and the second record agree: each is given the events that only the other has. Events are
 * never changed and never deleted, so their union is always right, and doing it twice changes nothing.
 */

import { type EventId, makeEventId } from "../../core/ids.ts";
import type { OsteonEvent } from "../../core/log/event.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { DAY_MS } from "../../core/plan/study-day.ts";
import { eventsAmong } from "../../store/events-among.ts";
import { EVENTS_AT_ONCE, readProgress, unite } from "../../store/merge.ts";
import type { Database } from "../../store/open.ts";
import type { RecordFiles } from "../place.ts";
import { NOTHING } from "./codec.ts";
import { addToJournal, gatherJournal, readJournal } from "./journal.ts";
import type { SnapshotName } from "./names.ts";
import { newestSealed, readRecord, takeSnapshot } from "./snapshots.ts";

/**
 * Compares what came since the last snapshot; some milliseconds, whatever the length of the log. It catches what
 * browsers are known to lose: all of the database, or the writes of the last session.
 * @returns how many events the database had lost and has again
 */
export function reconcileNews(db: Database, files: RecordFiles, scheduler: Scheduler): Promise<number> {
  return files.lock("exclusive", async () => {
    const last = await newestSealed(files);
    const journal = await readJournal(files);
    const restored = await putBack(db, [...journal.events.values()], scheduler);
    const ids = (await db.getAllKeys("events", last && since(last))).filter((id) => !journal.events.has(id));
    const unrecorded = await eventsOf(db, ids);
    if (unrecorded.length > 0) await addToJournal(files, unrecorded);
    else await gatherJournal(files, journal);
    return restored;
  });
}

/**
 * Compares everything and takes a snapshot. Reads the whole log, so it is for the background, once a day.
 * @param day the study day
 * @returns how many events the database had lost and has again
 */
export function reconcileAll(db: Database, files: RecordFiles, scheduler: Scheduler, day: number): Promise<number> {
  return files.lock("exclusive", async () => {
    const record = (await readRecord(files)) ?? NOTHING;
    const restored = await putBack(db, record.events, scheduler);
    const progress = await readProgress(db);
    // A row that is no event any more may be whole in the record, and must not fall out of it with the old snapshots.
    const here = new Set(progress.events.map(({ id }) => id));
    const besides = record.events.filter(({ id }) => !here.has(id));
    await takeSnapshot(files, { ...progress, events: [...progress.events, ...besides] }, day);
    return restored;
  });
}

/**
 * What may have come after a snapshot: all that is newer than its newest event. A clock that ran ahead may have made that
 * one, and would hide what came since; so all from the day before the snapshot too, wherever on earth that day was. What
 * the journal no longer holds of it is recorded once more.
 */
function since({ lastId, day }: SnapshotName): IDBKeyRange | undefined {
  const dayBefore = makeEventId((day - 1) * DAY_MS, new Uint8Array(10));
  return lastId === null ? undefined : IDBKeyRange.lowerBound(lastId < dayBefore ? lastId : dayBefore, true);
}

/** Puts events back that the database lacks. @returns how many it lacked */
async function putBack(db: Database, events: readonly OsteonEvent[], scheduler: Scheduler): Promise<number> {
  if (events.length === 0) return 0;
  const here = new Set(await keysAmong(db, events));
  const lost = events.filter(({ id }) => !here.has(id));
  if (lost.length === 0) return 0;
  return (await unite(db, { ...NOTHING, events: lost }, scheduler)).length;
}

/** The keys of the log from the earliest of the events to the latest. */
function keysAmong(db: Database, events: readonly OsteonEvent[]) {
  const ids = events.map(({ id }) => id).sort();
  const [first] = ids;
  const last = ids.at(-1);
  if (first === undefined || last === undefined) return [];
  return db.getAllKeys("events", IDBKeyRange.bound(first, last));
}

/** The events with these keys. Rows that are none are left out: recorded, they would be found unrecorded again. */
async function eventsOf(db: Database, ids: readonly EventId[]): Promise<OsteonEvent[]> {
  const events: OsteonEvent[] = [];
  for (let start = 0; start < ids.length; start += EVENTS_AT_ONCE) {
    const { store } = db.transaction("events", "readonly");
    const batch = ids.slice(start, start + EVENTS_AT_ONCE);
    events.push(...eventsAmong(await Promise.all(batch.map((id) => store.get(id)))));
  }
  return events;
}
