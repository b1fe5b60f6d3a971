/**
 * Makes the log in IndexedDB and the second record agree: each is given the events that only the other has. Events are
 * never changed and never deleted, so their union is always right, and doing it twice changes nothing.
 */
import type { OsteonEvent } from "../../core/event.ts";
import type { RecordFiles } from "../../core/record-files.ts";
import type { Scheduler } from "../../core/scheduler.ts";
import { readProgress, unite } from "../merge.ts";
import type { Database } from "../open.ts";
import { NOTHING } from "./codec.ts";
import { addToJournal, gatherJournal, readJournal } from "./journal.ts";
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
    const since = last?.lastId ? IDBKeyRange.lowerBound(last.lastId, true) : undefined;
    const news = await db.getAllKeys("events", since);
    const unrecorded = news.filter((id) => !journal.events.has(id));
    if (unrecorded.length > 0) await addToJournal(files, await eventsOf(db, unrecorded));
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

async function eventsOf(db: Database, ids: readonly OsteonEvent["id"][]): Promise<OsteonEvent[]> {
  const transaction = db.transaction("events", "readonly");
  const events = await Promise.all(ids.map((id) => transaction.store.get(id)));
  await transaction.done;
  return events.filter((event) => event !== undefined);
}
