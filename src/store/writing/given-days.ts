/**
 * Days that cards were given all at once, see `worker/reschedule.ts`: where they stand in the log is kept for the way back, and
 * how far giving them, or putting the days before back, has come.
 */
import type { StudyDay } from "../../core/plan/study-day.ts";
import { isWholeRow } from "../database/event-rows.ts";
import { positionKey, positionRow, readPosition } from "../database/local.ts";
import type { Database } from "../database/schema.ts";
import type { Reading, Writing } from "../database/transaction.ts";
import { lastPlace } from "../log/log.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import { isLogStretch, joined, type LogStretch } from "../log/stretch.ts";

/** Under which names it is kept, for each of the ways in which days are given. */
export const NEW_DAYS = { byModel: "last-reschedule", beforeExam: "last-bring-forward" } as const;
export type NewDays = (typeof NEW_DAYS)[keyof typeof NEW_DAYS];

const BEGUN = ["giving", "puttingBack", "unreadable"] as const;

export interface GivenDays {
  /** The exam before which they lie; null for none, and where an earlier version did not say. One that is moved is the same exam. */
  readonly examDay: StudyDay | null;
  /**
   * Where those stand in the log that are not put back, in its order: what others wrote meanwhile lies between two of them. Those
   * behind `leftTo` could not be read when their turn came.
   */
  readonly stretches: readonly LogStretch[];
  /** To how many cards. */
  readonly given: number;
  /**
   * Work that was begun on them and has not come to its end; null where there is none. `unreadable`: all have had their turn to be
   * put back, and those that are left could not be read.
   */
  readonly begun: (typeof BEGUN)[number] | null;
  /** Of how many cards all were put back, from the last one on; and the last place of those whose turn is still to come. */
  readonly putBack: number;
  readonly leftTo: number;
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

/** Rows of the log that are read at once. */
const AT_ONCE = 100;

/**
 * Whether who puts them back now does anything. Rows that could not be read can be once the check has mended them from a copy; until
 * then it would find them as it left them.
 */
export async function canPutBack(db: Database, days: GivenDays | null): Promise<boolean> {
  if (days?.begun !== "unreadable") return days !== null;
  for (const { from, to } of days.stretches) {
    let unreadable = 0;
    for await (const { rows } of readableInPieces(db, { after: from - 1, before: to + 1 }, AT_ONCE)) {
      if (rows.some(isWholeRow)) return true;
      unreadable += rows.length;
    }
    // What is there no more keeps nobody from coming to the end.
    if (unreadable < to - from + 1) return true;
  }
  return false;
}

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
    stretches: joined([...(before?.stretches ?? []), added]),
    given: (before ? cardsLeft(before) : 0) + cards,
    begun: "giving",
    putBack: 0,
    leftTo: added.to,
  };
}

/** Those whose turn to be put back is still to come. */
export const leftOf = ({ stretches, leftTo }: GivenDays): readonly LogStretch[] =>
  stretches.flatMap(({ from, to }) => (from > leftTo ? [] : [{ from, to: Math.min(to, leftTo) }]));

/**
 * What is left once all from a place on had their turn; null for nothing.
 * @param unreadable places of rows among them that cannot be read: they stay, and have another turn when somebody puts them back again
 */
export function withoutPutBack(before: GivenDays, from: number, unreadable: readonly number[]): GivenDays | null {
  const ahead = leftOf({ ...before, leftTo: from - 1 });
  const stayed = before.stretches.filter((stretch) => stretch.from > before.leftTo);
  const stretches = [...ahead, ...joined([...unreadable.map((at) => ({ from: at, to: at })), ...stayed])];
  const leftTo = (ahead.at(-1) ?? stretches.at(-1))?.to;
  if (leftTo === undefined) return null;
  return { ...before, stretches, begun: ahead.length > 0 ? "puttingBack" : "unreadable", leftTo };
}

/** Also for what earlier versions kept. They did not say for which exam; the first gave all at once: a single stretch. */
export function givenDaysIn(value: Kept): GivenDays | null {
  if (isLogStretch(value)) {
    const { from, to } = value;
    return { examDay: null, stretches: [{ from, to }], given: to - from + 1, begun: null, putBack: 0, leftTo: to };
  }
  return isGivenDays(value) ? { ...value, examDay: value.examDay ?? null } : null;
}

function isGivenDays(value: unknown): value is Omit<GivenDays, "examDay"> & Partial<GivenDays> {
  if (typeof value !== "object" || value === null) return false;
  const { examDay = null, stretches, begun, ...counts }: Partial<Record<keyof GivenDays, unknown>> = value;
  return (
    (examDay === null || Number.isInteger(examDay)) &&
    Array.isArray(stretches) &&
    stretches.every(isLogStretch) &&
    (begun === null || BEGUN.some((one) => one === begun)) &&
    [counts.given, counts.putBack, counts.leftTo].every(Number.isInteger)
  );
}
