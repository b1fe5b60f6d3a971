/**
 * All that is done with the second record beside announcing what was written. One module, so that a page loads it as a
 * whole, after its first card.
 */

import { schedulerFor } from "../../core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { hasEvents } from "../../store/append.ts";
import { unite } from "../../store/merge.ts";
import type { Database } from "../../store/open.ts";
import type { Settled } from "../open-guarded.ts";
import type { RecordFiles } from "../place.ts";
import { NOTHING } from "./codec.ts";
import { journalsIn, snapshotsIn } from "./names.ts";
import { keepNotice, type Restored, readNotice } from "./notice.ts";
import { reconcileAll, reconcileNews } from "./reconcile.ts";
import { newestSealed, readRecord } from "./snapshots.ts";

export { addToJournal } from "./journal.ts";
export { dropNotice } from "./notice.ts";
export { saveSettings } from "./snapshots.ts";
export { afterUpgrade, beforeUpgrade } from "./upgrade-care.ts";

// Memory states depend on the weights alone, not on the retention that the user wants.
const scheduler = schedulerFor(DEFAULT_SETTINGS);

export interface Found {
  /** What was brought back; null where there was nothing to bring back. */
  readonly restored: Restored | null;
  /** There were events once: the mark outside IndexedDB that tells a new database from one that was deleted. */
  readonly traces: boolean;
}

/** Fills a database without a log from the second record. One page does it, the others wait and find it done. */
export async function restore(db: Database, files: RecordFiles | null): Promise<Found> {
  if (!files) return { restored: null, traces: false };
  const restored = await files.lock("exclusive", () => fill(db, files));
  return { restored, traces: !(await hasEvents(db)) && (await hasTraces(files)) };
}

async function fill(db: Database, files: RecordFiles): Promise<Restored | null> {
  const record = await readRecord(files);
  if (!record || (await hasEvents(db))) return null;
  const settings = (await db.count("settings")) === 0 ? record.settings : {};
  const added = await unite(db, { ...NOTHING, events: record.events, settings }, scheduler);
  if (added.length === 0) return null;
  await keepNotice(files, { events: added.length });
  return { events: added.length };
}

async function hasTraces(files: RecordFiles): Promise<boolean> {
  const names = await files.list();
  return snapshotsIn(names).length + journalsIn(names).length > 0;
}

/** Gives the database and the second record what only the other has of the newest events. */
export async function settle(db: Database, files: RecordFiles): Promise<Settled> {
  const events = await reconcileNews(db, files, scheduler);
  if (events > 0) await keepNotice(files, { events });
  return { notice: await readNotice(files), changed: events > 0 };
}

/** Compares everything and takes a snapshot, unless there is one of this study day already. */
export async function snapshot(db: Database, files: RecordFiles, day: number, anyway?: "anyway"): Promise<boolean> {
  if (!(await hasEvents(db))) return false;
  if (!anyway && (await newestSealed(files))?.day === day) return false;
  const events = await reconcileAll(db, files, scheduler, day);
  if (events > 0) await keepNotice(files, { events });
  return events > 0;
}
