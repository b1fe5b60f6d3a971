/**
 * Opens the database with its second record beside it. Chromium can delete every IndexedDB database of an extension
 * when a write was cut short two starts ago; what a database that comes up empty held is then in the second record.
 */

import type { RecordFiles } from "../core/record-files.ts";
import { schedulerFor } from "../core/scheduler.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { unite } from "./merge.ts";
import { type Database, type OpenOptions, openDatabase } from "./open.ts";
import { attachRecorder } from "./record/attached.ts";
import { NOTHING } from "./record/codec.ts";
import { journalsIn, snapshotsIn } from "./record/names.ts";
import { dropNotice, keepNotice, type Restored, readNotice } from "./record/notice.ts";
import { reconcileAll, reconcileNews } from "./record/reconcile.ts";
import { makeRecorder } from "./record/recorder.ts";
import { newestSealed, readRecord } from "./record/snapshots.ts";

export interface Guarded {
  readonly db: Database;
  /** What was brought back before the database was handed over; null when nothing was amiss. */
  readonly restored: Restored | null;
  /** The database was deleted, and nothing of the second record can be read. */
  readonly lost: boolean;
  /**
   * Compares the database with the second record; to be called once the first card is shown. Resolves to what the user
   * must be told, also where another page or the background did the restoring.
   */
  readonly settle: () => Promise<Settled>;
  /** The user has read the notice. */
  readonly dismiss: () => Promise<void>;
  /**
   * Compares everything and takes a snapshot, if there is none of this study day or `anyway`. Reads the whole log.
   * Resolves to whether the database was given events.
   */
  readonly snapshot: (day: number, anyway?: "anyway") => Promise<boolean>;
  /** Resolves when the second record holds all that was written so far. */
  readonly recorded: () => Promise<void>;
}

export interface Settled {
  readonly notice: Restored | null;
  /** The database was given events just now: what is shown should be read again. */
  readonly changed: boolean;
}

// Memory states depend on the weights alone, not on the retention that the user wants.
const scheduler = schedulerFor(DEFAULT_SETTINGS);

/**
 * @param files where the second record is kept; null where the browser has no place for one
 * @throws TroubleError as `openDatabase` does
 */
export async function openGuarded(options: OpenOptions, files: Promise<RecordFiles | null>): Promise<Guarded> {
  let deleted = false;
  const db = await openDatabase({ ...options, onDataLoss: () => (deleted = true) });
  const recorder = makeRecorder(files);
  attachRecorder(db, recorder);
  const restored = (await isEmpty(db)) ? await restoreInto(db, await files) : null;
  return {
    db,
    restored,
    lost: restored === null && (deleted || ((await isEmpty(db)) && (await hasTraces(await files)))),
    async settle() {
      const place = await files;
      if (!place) return { notice: restored, changed: false };
      await recorder.idle();
      const { restored: events } = await reconcileNews(db, place, scheduler);
      if (events > 0) await keepNotice(place, { events });
      return { notice: await readNotice(place), changed: events > 0 };
    },
    async dismiss() {
      const place = await files;
      if (place) await dropNotice(place);
    },
    async snapshot(day, anyway) {
      const place = await files;
      if (!place || (await isEmpty(db))) return false;
      if (!anyway && (await hasSnapshotOf(place, day))) return false;
      await recorder.idle();
      const { restored: events } = await reconcileAll(db, place, scheduler, day);
      if (events > 0) await keepNotice(place, { events });
      return events > 0;
    },
    recorded: recorder.idle,
  };
}

const hasSnapshotOf = async (files: RecordFiles, day: number): Promise<boolean> =>
  (await newestSealed(files))?.day === day;

/** Whether there were events once: the mark outside IndexedDB that tells a new database from one that was deleted. */
async function hasTraces(files: RecordFiles | null): Promise<boolean> {
  const names = files ? await files.list() : [];
  return snapshotsIn(names).length + journalsIn(names).length > 0;
}

/** Whether there is no event at all; the first key tells, a count would walk over all of them. */
const isEmpty = async (db: Database): Promise<boolean> => (await db.getAllKeys("events", null, 1)).length === 0;

/** Fills a database without a log from the second record. One page does it, the others wait and find it done. */
async function restoreInto(db: Database, files: RecordFiles | null): Promise<Restored | null> {
  if (!files) return null;
  return files.lock("exclusive", async () => {
    const record = await readRecord(files);
    if (!record || !(await isEmpty(db))) return null;
    const settings = (await db.count("settings")) === 0 ? record.settings : {};
    const added = await unite(db, { ...NOTHING, events: record.events, settings }, scheduler);
    if (added.length === 0) return null;
    await keepNotice(files, { events: added.length });
    return { events: added.length };
  });
}
