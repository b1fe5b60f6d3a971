/** Fills a database without a log, or one whose filling was stopped, from the own second record. */
import type { Place } from "../../core/log/place.ts";
import { beginRestoring, endRestoring, isRestoring } from "../../store/database/local.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import type { Database } from "../../store/opening/open.ts";
import { packNext } from "../../store/segments/segments.ts";
import { isDamaged, isWhole, readEvents, readUpToBreak } from "../place/events-file.ts";
import { type EventsFile, journalsIn, segmentsIn } from "../place/file-names.ts";
import { type BroughtBack, keepNotice } from "../place/notice.ts";
import { takeInDecks } from "../place/take-in-decks.ts";
import { takeInTorn } from "../place/torn-files.ts";
import { takeInVersion1, version1Files } from "../place/version-1-record.ts";
import { takeIn } from "../take-in/take-in.ts";

export interface Found {
  /** What was brought back; null where there was nothing to bring back. */
  readonly restored: BroughtBack | null;
  /** There were events once: the mark outside IndexedDB that tells a new database from one that was deleted. */
  readonly traces: boolean;
}

/**
 * One page does it, the others wait and find it done. Stopped on the way, a mark is left in the database, and the next
 * opening does the rest: a card must not be shown, nor graded, with part of its history.
 */
export async function restore(db: Database, place: Place): Promise<Found> {
  const restored = await place.lock("exclusive", () => fill(db, place));
  return { restored, traces: !(await hasEvents(db)) && (await hasTraces(place)) };
}

async function fill(db: Database, place: Place): Promise<BroughtBack | null> {
  if ((await hasEvents(db)) && !(await isRestoring(db))) return null;
  const names = await place.list();
  const files = [...segmentsIn(names), ...journalsIn(names)];
  // The same profile as before, so it keeps its id, and the segments that are packed anew have the names they had.
  await beginRestoring(db, files[0]?.device ?? null);
  const all = { events: 0, missing: 0 };
  const given = async (events: number): Promise<void> => {
    all.events += events;
    // At once: the browser may end this before it is done.
    if (events > 0) await keepNotice(place, { events });
  };
  let hasRead = false;
  const damaged: EventsFile[] = [];
  for (const file of files) {
    const read = await readEvents(place, file);
    if (isWhole(read)) {
      hasRead ||= read.events.length > 0;
      await given((await takeIn(db, read.events, { filling: true })).taken);
      // As it was, so that the same file stands for it again.
      if ("number" in file && read.others === 0) await packNext(db, file.events);
    } else if (isDamaged(read)) damaged.push(file);
  }
  for (const file of damaged) {
    // What could not be read at all a moment ago can be by now, perhaps.
    const { events, others } = await readUpToBreak(place, file);
    hasRead ||= events.length > 0;
    all.missing += file.events - events.length - others;
    await given((await takeInTorn(db, { events, others })).taken);
  }
  // What was filled in before a stop is from the same files, and tells nothing of a setting.
  await given((await takeInVersion1(db, place, { withSettings: () => !hasRead })).taken);
  await takeInDecks(db, place);
  await endRestoring(db);
  if (all.events === 0) return null;
  if (all.missing > 0) await keepNotice(place, { missing: all.missing });
  return all;
}

async function hasTraces(place: Place): Promise<boolean> {
  const names = await place.list();
  return segmentsIn(names).length + journalsIn(names).length + version1Files(names).length > 0;
}
