/** The health of the user's data: what the options show of it, and the check that anyone may ask for. */
import type { DeckSource } from "../../core/deck/deck.ts";
import type { Place } from "../../core/log/place.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { outsideText } from "../../core/outside-text.ts";
import type { OnProgress } from "../../core/progress.ts";
import type { Now } from "../../core/time/now.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import type { Database } from "../../store/opening/open.ts";
import { countEvents } from "../../store/segments/count-events.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { isReadAnew, readAnew } from "../../store/states/read-anew.ts";
import { refoldAgain } from "../../store/states/refold-states.ts";
import { countStranded } from "../../store/writing/correct-clock.ts";
import { type LastCorrections, lastCorrections } from "../../store/writing/corrections-made.ts";
import { type CheckedAll, checkAll, checkSome, isUnderWay } from "../check/check.ts";
import { type Checked, leftOf, total } from "../check/findings.ts";
import type { CheckTools } from "../check/part.ts";
import type { GoOn } from "../place/copying.ts";
import { upgradeStanding } from "../upgrade/verify-upgrade.ts";
import { type Beyond, type Noted, note, readNoted } from "./health-notes.ts";

export type { CheckedAll } from "../check/check.ts";
export type { Checked } from "../check/findings.ts";

export interface Health {
  readonly events: number;
  /** Events that a newer version of Osteon made, and that this one carries; see `isFromNewer`. */
  readonly newer: number;
  /** Events in rows of the log that the browser cannot read. Copies are made without them. */
  readonly unreadable: number;
  /** Cards that were answered on a day still to come, see `countStranded`; and what the clock says of now, by which that is so. */
  readonly stranded: number;
  readonly nowMs: number;
  /** The last corrections of their dates that may have been wrong, and can be taken back. */
  readonly corrected: LastCorrections | null;
  /** When the second record was last complete, in ms; null when it never was, or where there is none. */
  readonly copiedAtMs: number | null;
  readonly fileAtMs: number | null;
  /** The user wants a copy every day, and it has become too large for the browser to save it from the background. */
  readonly copyTooLarge: boolean;
  /** The same where there is more here than a backup holds, which nobody could restore. */
  readonly copyBeyond: Beyond | null;
  /** The last check: when, how many faults it found, and how many of them stayed. */
  readonly selfTest: { readonly atMs: number; readonly found: number; readonly left: number } | null;
  /** Whether every upgrade is verified; what was written before another is kept. See `upgradeStanding`. */
  readonly upgrade: "verified" | "pending" | "damaged";
}

const NOTHING_NOTED: Noted = {};

/**
 * Reads neither all cards nor all events.
 * @param place null where the browser has no place for a second record
 */
export async function readHealth(db: Database, place: Place | null, now: Now): Promise<Health> {
  const [counts, stranded, corrected, upgrade, noted, { dailyCopy }] = await Promise.all([
    countEvents(db),
    countStranded(db, now),
    lastCorrections(db, now.today),
    place ? upgradeStanding(db, place) : ("verified" as const),
    place ? readNoted(place) : NOTHING_NOTED,
    readSettings(db),
  ]);
  return {
    ...counts,
    stranded,
    nowMs: now.nowMs,
    corrected,
    copiedAtMs: noted.copiedAtMs ?? null,
    fileAtMs: noted.fileAtMs ?? null,
    copyTooLarge: dailyCopy && noted.copyTooLarge === true,
    copyBeyond: dailyCopy && noted.copyBeyond ? await stillBeyond(db, noted.copyBeyond) : null,
    selfTest: noted.selfTest ?? null,
    upgrade,
  };
}

/** Without the decks that were taken out since. */
async function stillBeyond(db: Database, beyond: Beyond): Promise<Beyond | null> {
  if (beyond.decks.length === 0) return beyond;
  const own = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const here = new Set(own.map(({ title }) => outsideText(title)));
  const decks = beyond.decks.filter((title) => here.has(title));
  return decks.length > 0 ? { decks } : null;
}

const WEEK_MS = 7 * DAY_MS;
const JOB = "check";
const LAST = "checked-at";
/** When one has come to its end that had passed something over. */
const IN_PART = "checked-in-part-at";

/** How a check that somebody waits for is watched, and stopped. */
export interface CheckWatch {
  readonly onProgress?: OnProgress;
  /** Told after each step, and within those that may fail in their middle, what was found by then. */
  readonly onChecked?: (checked: Checked) => void;
  /** Asked between its steps. */
  readonly goOn?: GoOn;
}

/**
 * Compares all that is stored with the log, and the log with its copies, and mends what differs. Only a whole check is noted;
 * one of the background's own that is under way has its own position, and goes on from there.
 * @throws what keeps it from being done; what was mended by then stays so
 */
export async function examine(
  db: Database,
  place: Place | null,
  decks: DeckSource,
  nowMs: number,
  { onProgress, onChecked, ...watch }: CheckWatch = {},
): Promise<CheckedAll> {
  // What this version understands for the first time is no fault of the database.
  await readAnew(db, watch.goOn ?? (() => true));
  const checked = await checkAll({ ...(await toolsFor(db, place, decks)), ...watch }, onProgress, onChecked);
  if (checked.isWhole) await noteChecked(db, place, checked, nowMs);
  return checked;
}

/**
 * The same for the background, at most once a week, and while there is time; where it stops, the next call takes it up. What
 * fails again and again keeps nothing else from being checked; but then it is not noted, and done again on the next day.
 * @param goOn told whether anything was mended since it was asked before, which stays also where more is to be done
 * @returns null when it was not due, or there is more to do
 */
export async function examineWeekly(
  db: Database,
  place: Place | null,
  decks: DeckSource,
  nowMs: number,
  goOn: (mended: boolean) => boolean,
): Promise<Checked | null> {
  // As above; mostly the time was up before that had come to its end.
  if (!goOn(false) && !(await isReadAnew(db))) return null;
  // One step may be long. It is not given up here, where nobody waits for it; but each time that it asks is a sign of life.
  const onAsked: GoOn = () => goOn(false) || true;
  const tools = { ...(await toolsFor(db, place, decks)), goOn: onAsked };
  if (!(await isUnderWay(tools, JOB)) && !(await isDue(db, place, nowMs))) return null;
  const checked = await checkSome(tools, JOB, goOn, true);
  if (checked?.isWhole) await noteChecked(db, place, checked, nowMs);
  else if (checked) await keepPosition(db, IN_PART, nowMs);
  return checked;
}

const toolsFor = async (db: Database, place: Place | null, decks: DeckSource): Promise<CheckTools> => ({
  db,
  place,
  decks,
  scheduler: schedulerFor(await readSettings(db)),
  read: new Map(),
});

async function isDue(db: Database, place: Place | null, nowMs: number): Promise<boolean> {
  const last = place ? (await readNoted(place)).selfTest?.atMs : await readPosition(db, LAST);
  if (last === undefined && (await isUntouched(db))) return false;
  const inPart = await readPosition(db, IN_PART);
  if (typeof inPart === "number" && inPart <= nowMs && nowMs - inPart < DAY_MS) return false;
  // A check in the future was noted by a clock that ran ahead.
  return typeof last !== "number" || last > nowMs || nowMs - last >= WEEK_MS;
}

/**
 * Whether nothing was ever written to the log here and every deck comes with the extension: a database that was just made would
 * be compared with what it was made of.
 */
async function isUntouched(db: Database): Promise<boolean> {
  if ((await hasEvents(db)) || (await db.getAllKeys("segments", null, 1)).length > 0) return false;
  // A deck that cannot be read is for the check.
  const decks = await db.getAll("decks").catch(() => null);
  return decks?.every(({ origin }) => origin === "bundled") ?? false;
}

async function noteChecked(db: Database, place: Place | null, checked: Checked, atMs: number): Promise<void> {
  if (place) await note(place, { selfTest: { atMs, found: total(checked.found), left: total(leftOf(checked)) } });
  else await keepPosition(db, LAST, atMs);
  // Earlier versions did not note where a page had gone on by weights of before, see `noteModels`.
  await refoldAgain(db);
}
