/** The health of the user's data: what the options show of it, and the self-check that anyone may ask for. */
import type { DeckSource } from "../core/deck/deck.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import type { Now } from "../core/plan/now.ts";
import { DAY_MS, type StudyDay } from "../core/plan/study-day.ts";
import { countStranded } from "../store/correct-clock.ts";
import { installDecks } from "../store/decks.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";
import type { RecordFiles } from "./place.ts";
import { type Noted, note, readNoted } from "./record/health-notes.ts";
import { snapshotsIn } from "./record/names.ts";
import { replaceDamagedRows } from "./record/replace-damaged-rows.ts";
import { type Check, isClean, repair, selfCheck } from "./self-check.ts";

export interface Health {
  readonly events: number;
  /** Snapshots that are kept, and the study day of the newest; null when there is none. */
  readonly snapshots: number;
  readonly snapshotDay: StudyDay | null;
  readonly fileAtMs: number | null;
  readonly selfTest: { readonly atMs: number; readonly differences: number } | null;
  /** Cards that a clock running ahead has stranded. */
  readonly stranded: number;
}

const NOTHING_NOTED: Noted = {};

/** @param files null where the browser has no place for a second record */
export async function readHealth(db: Database, files: RecordFiles | null, moment: Now): Promise<Health> {
  const [events, stranded, names, noted] = await Promise.all([
    db.count("events"),
    countStranded(db, moment),
    files ? files.list() : [],
    files ? readNoted(files) : NOTHING_NOTED,
  ]);
  const snapshots = snapshotsIn(names);
  return {
    events,
    stranded,
    snapshots: snapshots.length,
    snapshotDay: snapshots[0]?.day ?? null,
    fileAtMs: noted.fileAtMs ?? null,
    selfTest: noted.selfTest ?? null,
  };
}

export interface Examined {
  /** What the check found before anything was mended. */
  readonly found: Check;
  /** Differences that could not be mended: events that are none and that the second record does not hold either. */
  readonly left: number;
}

const WEEK_MS = 7 * DAY_MS;

/** Compares the log with the cards, mends from log, decks and second record what differs, and compares again. */
export async function examine(
  db: Database,
  files: RecordFiles | null,
  decks: DeckSource,
  nowMs: number,
): Promise<Examined> {
  const scheduler = schedulerFor(await readSettings(db));
  const found = await selfCheck(db, scheduler);
  let after = found;
  if (!isClean(found) || found.missing.length > 0) {
    if (files && found.unreadable.length > 0) await replaceDamagedRows(db, files, found.unreadable, scheduler);
    if (await repair(db, await selfCheck(db, scheduler), scheduler)) await installDecks(db, decks, scheduler, nowMs);
    after = await selfCheck(db, scheduler);
  }
  const differences = found.wrong.length + found.unreadable.length;
  if (files) await note(files, { selfTest: { atMs: nowMs, differences } });
  return { found, left: after.wrong.length + after.unreadable.length };
}

/** The same for the background, at most once a week. @returns null when it was not due */
export async function examineWeekly(
  db: Database,
  files: RecordFiles | null,
  decks: DeckSource,
  nowMs: number,
): Promise<Examined | null> {
  const last = files && (await readNoted(files)).selfTest;
  // A test in the future was noted by a clock that ran ahead.
  const isDue = !last || last.atMs > nowMs || nowMs - last.atMs >= WEEK_MS;
  return isDue ? examine(db, files, decks, nowMs) : null;
}
