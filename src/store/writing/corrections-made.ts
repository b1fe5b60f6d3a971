/**
 * The corrections of the clock that were made here. A clock that is behind makes true answers look as if they lay ahead, and nobody but
 * the user can tell which of two clocks was wrong; so each correction can be taken back by who has met that later. That is kept in
 * this profile alone: another machine, or a database made anew, has the corrections without it.
 */
import type { CardId, EventId } from "../../core/ids.ts";
import type { ClockCorrectionEvent } from "../../core/log/kinds.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import { type Reading, read, type Writing } from "../database/transaction.ts";
import { lastPlace, undosOf } from "../log/log.ts";
import type { Database } from "../opening/open.ts";

/** What one transaction has corrected. */
interface CorrectionsMade {
  readonly made: readonly { readonly id: EventId; readonly card: CardId }[];
  /** When that was, by the clock that may have been wrong. */
  readonly atMs: number;
  readonly studyDay: StudyDay;
  /** The last day that was moved. Until it has come, it is this clock that is behind, or that one ran ahead. */
  readonly movedDay: StudyDay;
}

const KEY = "clock-corrections/";
const KEYS = (): IDBKeyRange => IDBKeyRange.bound(KEY, `${KEY}\uffff`);
/** Digits of the largest place in a log, so that the keys stand in the order of the log. */
const DIGITS = 16;

/**
 * Keeps which corrections were made, in the transaction that has added them, the log's last rows. It must hold `local`.
 * @param corrections all that it makes, in their order
 */
export async function noteCorrections(
  transaction: Writing,
  corrections: readonly ClockCorrectionEvent[],
): Promise<void> {
  const [first] = corrections;
  if (!first) return;
  const place = await lastPlace(transaction.objectStore("events"));
  const value: CorrectionsMade = {
    made: corrections.map(({ id, card }) => ({ id, card })),
    atMs: first.atMs,
    studyDay: first.studyDay,
    movedDay: corrections.reduce((day, one) => Math.max(day, one.studyDay + one.shiftDays), first.studyDay),
  };
  await transaction.objectStore("local").put({ key: `${KEY}${String(place).padStart(DIGITS, "0")}`, value });
}

/** The corrections that were made last, all those of one day: of how many cards, and when, by the clock of then. */
export interface LastCorrections {
  readonly cards: number;
  readonly atMs: number;
  /** Where they are kept, the newest first. */
  readonly keys: readonly string[];
}

/**
 * The last of them that still count, and that moved nothing but what has come by now: where a clock ran ahead, what it dated
 * lies ahead of a right one for as long as it did.
 * @returns null where there are none
 */
export async function lastCorrections(db: Database, today: StudyDay): Promise<LastCorrections | null> {
  const reading = read(db, ["local", "events"]);
  const { keys, rows } = await readableIn(reading.objectStore("local"), KEYS());
  const all = keys
    .map((key, i) => ({ key, kept: correctionsIn(rows[i]?.value) }))
    .filter((one): one is { key: string; kept: CorrectionsMade } => one.kept !== null && one.kept.movedDay <= today)
    .reverse();
  for (const studyDay of new Set(all.map(({ kept }) => kept.studyDay))) {
    const ofDay = all.filter(({ kept }) => kept.studyDay === studyDay);
    const made = ofDay.flatMap(({ kept }) => kept.made);
    const ids = made.map(({ id }) => id);
    const gone = takenBack(await undosOf(reading.objectStore("events"), ids));
    const cards = new Set(made.filter(({ id }) => !gone.has(id)).map(({ card }) => card)).size;
    if (cards > 0) return { cards, atMs: ofDay[0]?.kept.atMs ?? 0, keys: ofDay.map(({ key }) => key) };
  }
  return null;
}

/** The corrections that stand under a key; none where another page has taken them back, or what stands there makes no sense. */
export const correctionsUnder = async (transaction: Reading, key: string): Promise<readonly EventId[]> =>
  correctionsIn((await readableAt(transaction.objectStore("local"), key))?.value)?.made.map(({ id }) => id) ?? [];

/** Keeps of those under a key only some, or nothing. */
export async function keepCorrections(transaction: Writing, key: string, ids: readonly EventId[]): Promise<void> {
  const local = transaction.objectStore("local");
  const kept = correctionsIn((await readableAt(local, key))?.value);
  if (kept === null || ids.length === 0) return local.delete(key);
  await local.put({ key, value: { ...kept, made: kept.made.filter(({ id }) => ids.includes(id)) } });
}

function correctionsIn(value: unknown): CorrectionsMade | null {
  if (typeof value !== "object" || value === null) return null;
  const { made, atMs, studyDay, movedDay }: Partial<Record<keyof CorrectionsMade, unknown>> = value;
  const areMade =
    Array.isArray(made) && made.every((one) => typeof one?.id === "string" && typeof one.card === "string");
  const areNumbers = [studyDay, movedDay].every(Number.isInteger) && Number.isFinite(atMs);
  return areMade && areNumbers ? (value as CorrectionsMade) : null;
}
