/** Fills a database without a log from the own second record. */
import type { DeviceId } from "../core/ids.ts";
import { deviceRow } from "../store/local.ts";
import { hasEvents } from "../store/log.ts";
import type { Database } from "../store/open.ts";
import { isWhole, readEvents } from "./events-file.ts";
import { journalsIn, segmentsIn } from "./file-names.ts";
import { keepNotice, type Restored } from "./notice.ts";
import { takeInDecks } from "./own-decks.ts";
import type { Place } from "./place.ts";
import { takeIn } from "./take-in.ts";
import { takeInVersion1, version1Files } from "./version-1-record.ts";

export interface Found {
  /** What was brought back; null where there was nothing to bring back. */
  readonly restored: Restored | null;
  /** There were events once: the mark outside IndexedDB that tells a new database from one that was deleted. */
  readonly traces: boolean;
}

/** One page does it, the others wait and find it done. Stopped on the way, the next comparison does the rest. */
export async function restore(db: Database, place: Place): Promise<Found> {
  const restored = await place.lock("exclusive", () => fill(db, place));
  return { restored, traces: !(await hasEvents(db)) && (await hasTraces(place)) };
}

async function fill(db: Database, place: Place): Promise<Restored | null> {
  if (await hasEvents(db)) return null;
  const names = await place.list();
  const files = [...segmentsIn(names), ...journalsIn(names)];
  const device = files[0]?.device;
  if (device) await beDevice(db, device);
  const all = { events: 0, missing: 0 };
  const given = async (events: number): Promise<void> => {
    all.events += events;
    // At once: the browser may end this before it is done.
    if (events > 0) await keepNotice(place, { events });
  };
  for (const file of files) {
    const read = await readEvents(place, file);
    if (isWhole(read)) await given(await takeIn(db, read.events, { filling: true }));
    else if (read === "damaged") all.missing += file.events;
  }
  await given(await takeInVersion1(db, place));
  await takeInDecks(db, place);
  if (all.events === 0) return null;
  if (all.missing > 0) await keepNotice(place, { missing: all.missing });
  return all;
}

/** The same profile as before, so it keeps its id, and the segments that are packed anew have the names they had. */
const beDevice = async (db: Database, device: DeviceId): Promise<void> => {
  await db.put("local", deviceRow(device));
};

async function hasTraces(place: Place): Promise<boolean> {
  const names = await place.list();
  return segmentsIn(names).length + journalsIn(names).length + version1Files(names).length > 0;
}
