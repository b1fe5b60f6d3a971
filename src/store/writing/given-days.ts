/**
 * Days that cards were given all at once, see `worker/reschedule.ts`: where they stand in the log is kept for the way back, and
 * how far giving them, or putting the days before back, has come.
 */
import type { StudyDay } from "../../core/time/study-day.ts";
import { positionKey, positionRow, readPosition } from "../database/local.ts";
import type { Database } from "../database/schema.ts";
import type { Reading, Writing } from "../database/transaction.ts";
import { lastPlace } from "../log/log.ts";
import { areLogStretches, isLogStretch, joined, type LogStretch } from "../log/stretch.ts";
import { afterTurn, allLeft, isAnyMended, type RowsLeft } from "./rows-left.ts";

/** Under which names it is kept, for each of the ways in which days are given. */
export const NEW_DAYS = { byModel: "last-reschedule", beforeExam: "last-bring-forward" } as const;
export type NewDays = (typeof NEW_DAYS)[keyof typeof NEW_DAYS];

const BEGUN = ["giving", "puttingBack", "unreadable"] as const;

/** The rows that hold those that are not put back. */
export interface GivenDays extends RowsLeft {
  /** The exam before which they lie; null for none, and where an earlier version did not say. One that is moved is the same exam. */
  readonly examDay: StudyDay | null;
  /** To how many cards. */
  readonly given: number;
  /**
   * Work that was begun on them and has not come to its end; null where there is none. `unreadable`: all have had their turn to be
   * put back, and those that are left could not be read.
   */
  readonly begun: (typeof BEGUN)[number] | null;
  /** Of how many cards all were put back, from the last one on. */
  readonly putBack: number;
}

/**
 * What is kept, as it stands in the database: another one after each step, whoever takes it. So who finds the same again knows that
 * no other page has given days meanwhile, or put them back.
 */
export type Kept = unknown;

export const readKept = (db: Database, way: NewDays): Promise<Kept> => readPosition(db, way);

/** The same as a transaction finds it. */
export const keptNow = async (transaction: Reading, way: NewDays): Promise<Kept> =>
  (await transaction.objectStore("local").get(positionKey(way)))?.value;

/** What can be put back; null where there is nothing. */
export const readGivenDays = async (db: Database, way: NewDays): Promise<GivenDays | null> =>
  givenDaysIn(await readKept(db, way));

/** The same as a transaction finds it. */
export const givenDaysNow = async (transaction: Reading, way: NewDays): Promise<GivenDays | null> =>
  givenDaysIn(await keptNow(transaction, way));

/** @param transaction with the log, which says when nothing was left: days may be given and put back once more after that */
export async function keepGivenDays(transaction: Writing, way: NewDays, days: GivenDays | null): Promise<Kept> {
  const kept = days ?? { noneSince: await lastPlace(transaction.objectStore("events")) };
  await transaction.objectStore("local").put(positionRow(way, kept));
  return kept;
}

/** Whether who puts them back now does anything. */
export const canPutBack = async (db: Database, days: GivenDays | null): Promise<boolean> =>
  days !== null && (days.begun !== "unreadable" || (await isAnyMended(db, days)));

/** Whether the exam before which they lie is over: those of the next one are no part of them. */
export const isOfPast = ({ examDay }: GivenDays, today: StudyDay): boolean => examDay !== null && examDay < today;

/** How many cards still have theirs. */
export const cardsLeft = ({ given, putBack }: GivenDays): number => given - putBack;

/** How many stay since they cannot be read: such a row may not even say which card is left with it. */
export const cardsUnreadable = (days: GivenDays): number => Math.max(1, cardsLeft(days));

/**
 * Days that have come beside others, which may be put back in part by now: those are no part of it any more.
 * @param added.cards how many of theirs had none of the others
 */
export function withStretch(
  before: GivenDays | null,
  added: LogStretch,
  { cards, examDay }: Pick<GivenDays, "examDay"> & { readonly cards: number },
): GivenDays {
  return {
    examDay,
    stretches: joined([...(before ? allLeft(before) : []), added]),
    unreadable: [],
    given: (before ? cardsLeft(before) : 0) + cards,
    begun: "giving",
    putBack: 0,
  };
}

/**
 * What is left once all from a place on had their turn; null for nothing.
 * @param unreadable see `afterTurn`
 */
export function withoutPutBack(before: GivenDays, from: number, unreadable: readonly number[]): GivenDays | null {
  const left = afterTurn(before, from, unreadable);
  return left && { ...before, ...left, begun: left.stretches.length > 0 ? "puttingBack" : "unreadable" };
}

/**
 * Also for what earlier versions kept. They did not say for which exam; the first gave all at once: a single stretch; later ones kept
 * what could not be read among the others, where it has another turn.
 */
export function givenDaysIn(value: Kept): GivenDays | null {
  if (isLogStretch(value)) {
    const { from, to } = value;
    const given = to - from + 1;
    return { examDay: null, stretches: [{ from, to }], unreadable: [], given, begun: null, putBack: 0 };
  }
  if (!isGivenDays(value)) return null;
  const { examDay = null, stretches, unreadable = [], given, begun, putBack } = value;
  return { examDay, stretches, unreadable, given, begun, putBack };
}

/** What an earlier version did not keep. */
type New = "examDay" | "unreadable";

function isGivenDays(value: unknown): value is Omit<GivenDays, New> & Partial<Pick<GivenDays, New>> {
  if (typeof value !== "object" || value === null) return false;
  const { examDay = null, stretches, unreadable = [], begun, given, putBack }: Fields = value;
  return (
    (examDay === null || Number.isInteger(examDay)) &&
    [stretches, unreadable].every(areLogStretches) &&
    (begun === null || BEGUN.some((one) => one === begun)) &&
    [given, putBack].every(Number.isInteger)
  );
}
type Fields = Partial<Record<keyof GivenDays, unknown>>;
