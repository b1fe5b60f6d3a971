/**
 * The corrections of the clock that were made here. A clock that is behind makes true answers look as if they lay ahead, and nobody but
 * the user can tell which of two clocks was wrong; so each correction can be taken back by who has met that later.
 */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import { type Reading, read, type Writing } from "../database/transaction.ts";
import { lastPlace } from "../log/log.ts";
import type { Database } from "../opening/open.ts";

/** What one transaction has corrected. */
interface CorrectionsMade {
  readonly ids: readonly EventId[];
  readonly cards: number;
  /** When that was, by the clock that may have been wrong. */
  readonly atMs: number;
  readonly studyDay: StudyDay;
}

const KEY = "clock-corrections/";
const KEYS = (): IDBKeyRange => IDBKeyRange.bound(KEY, `${KEY}\uffff`);
/** Digits of the largest place in a log, so that the keys stand in the order of the log. */
const DIGITS = 16;

/**
 * Keeps which corrections were made, in the transaction that has added them, the log's last rows. It must hold `local`.
 * @param corrections all that it makes, in their order
 */
export async function noteCorrections(transaction: Writing, corrections: readonly Envelope[]): Promise<void> {
  const [first] = corrections;
  if (!first) return;
  const place = await lastPlace(transaction.objectStore("events"));
  const value: CorrectionsMade = {
    ids: corrections.map(({ id }) => id),
    cards: new Set(corrections.map(({ card }) => card)).size,
    atMs: first.atMs,
    studyDay: first.studyDay,
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

/** @returns null where none was made here that could be taken back */
export async function lastCorrections(db: Database): Promise<LastCorrections | null> {
  const { keys, rows } = await readableIn(read(db, ["local"]).objectStore("local"), KEYS());
  const all = keys.map((key, i) => ({ key, made: correctionsIn(rows[i]?.value) })).reverse();
  const [newest] = all.flatMap(({ made }) => made ?? []);
  if (!newest) return null;
  const before = all.findIndex(({ made }) => made !== null && made.studyDay !== newest.studyDay);
  const ofDay = all.slice(0, before < 0 ? all.length : before);
  return {
    cards: ofDay.reduce((sum, { made }) => sum + (made?.cards ?? 0), 0),
    atMs: newest.atMs,
    keys: ofDay.map(({ key }) => key),
  };
}

/** The corrections that stand under a key; none where another page has taken them back, or what stands there makes no sense. */
export const correctionsUnder = async (transaction: Reading, key: string): Promise<readonly EventId[]> =>
  correctionsIn((await readableAt(transaction.objectStore("local"), key))?.value)?.ids ?? [];

export const forgetCorrections = (transaction: Writing, key: string): Promise<void> =>
  transaction.objectStore("local").delete(key);

function correctionsIn(value: unknown): CorrectionsMade | null {
  if (typeof value !== "object" || value === null) return null;
  const { ids, cards, atMs, studyDay }: Partial<Record<keyof CorrectionsMade, unknown>> = value;
  const areIds = Array.isArray(ids) && ids.every((id) => typeof id === "string");
  const areNumbers = [cards, studyDay].every(Number.isInteger) && Number.isFinite(atMs);
  return areIds && areNumbers ? (value as CorrectionsMade) : null;
}
