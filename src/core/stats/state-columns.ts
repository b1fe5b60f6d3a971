/** All of a card's state that is counted over many cards, a column for each value. */
import type { CardState } from "../memory/card-state.ts";
import type { StudyDay } from "../time/study-day.ts";
import { isForgotten } from "./statistics.ts";

export type CountedState = Pick<
  CardState,
  "phase" | "memory" | "dueDay" | "dueAtMs" | "lastDay" | "lastEventAtMs" | "reviews" | "successes" | "suspended"
> & { readonly onLastDay: Pick<CardState["onLastDay"], "answers"> };

/** Views of one buffer, so that it is kept and hashed as a whole. */
export interface StateColumns {
  readonly buffer: ArrayBuffer;
  /** NaN before the first review, as the difficulty. */
  readonly stability: Float64Array<ArrayBuffer>;
  readonly difficulty: Float64Array<ArrayBuffer>;
  readonly lastEventAtMs: Float64Array<ArrayBuffer>;
  /** `NO_DAY` for none, as the day on which it is due. */
  readonly lastDay: Int32Array<ArrayBuffer>;
  readonly dueDay: Int32Array<ArrayBuffer>;
  /** What is true or not; to be asked by the functions below. */
  readonly flags: Uint8Array<ArrayBuffer>;
}

/** The places of some cards. */
export type Places = ArrayLike<number>;

export const NO_DAY = -(2 ** 31);

const WIDTH = 3 * 8 + 2 * 4 + 1;
const FLAGS = { new: 1, learning: 2, suspended: 4, forgotten: 8, inSteps: 16, firstDay: 32 } as const;

/** @param buffer of just as many bytes as the cards need */
export function columnsOver(buffer: ArrayBuffer, cards: number): StateColumns {
  const [wide, narrow] = [8 * cards, 4 * cards];
  return {
    buffer,
    stability: new Float64Array(buffer, 0, cards),
    difficulty: new Float64Array(buffer, wide, cards),
    lastEventAtMs: new Float64Array(buffer, 2 * wide, cards),
    lastDay: new Int32Array(buffer, 3 * wide, cards),
    dueDay: new Int32Array(buffer, 3 * wide + narrow, cards),
    flags: new Uint8Array(buffer, 3 * wide + 2 * narrow, cards),
  };
}

export const makeColumns = (cards: number): StateColumns => columnsOver(new ArrayBuffer(cards * WIDTH), cards);

export function putState(to: StateColumns, place: number, state: CountedState): void {
  const { phase, memory, lastDay, dueDay, dueAtMs, reviews, onLastDay } = state;
  to.stability[place] = memory?.stability ?? Number.NaN;
  to.difficulty[place] = memory?.difficulty ?? Number.NaN;
  to.lastEventAtMs[place] = state.lastEventAtMs;
  to.lastDay[place] = lastDay ?? NO_DAY;
  to.dueDay[place] = dueDay ?? NO_DAY;
  to.flags[place] =
    (phase === "new" ? FLAGS.new : 0) +
    (phase === "learning" ? FLAGS.learning : 0) +
    (state.suspended ? FLAGS.suspended : 0) +
    (isForgotten(state) ? FLAGS.forgotten : 0) +
    (dueAtMs !== null ? FLAGS.inSteps : 0) +
    (reviews === onLastDay.answers ? FLAGS.firstDay : 0);
}

export function copyState(from: StateColumns, fromPlace: number, to: StateColumns, place: number): void {
  for (const name of ["stability", "difficulty", "lastEventAtMs", "lastDay", "dueDay", "flags"] as const)
    to[name][place] = from[name][fromPlace] ?? 0;
}

// One function for each, so that a browser can put them in place: they are asked for very often.
export const isNewAt = ({ flags }: StateColumns, place: number): boolean => ((flags[place] ?? 0) & FLAGS.new) !== 0;
export const isLearningAt = ({ flags }: StateColumns, place: number): boolean =>
  ((flags[place] ?? 0) & FLAGS.learning) !== 0;
export const isSuspendedAt = ({ flags }: StateColumns, place: number): boolean =>
  ((flags[place] ?? 0) & FLAGS.suspended) !== 0;
/** See `isForgotten`. */
export const isForgottenAt = ({ flags }: StateColumns, place: number): boolean =>
  ((flags[place] ?? 0) & FLAGS.forgotten) !== 0;
/** It is due at an instant, and not on a day. */
export const isInStepsAt = ({ flags }: StateColumns, place: number): boolean =>
  ((flags[place] ?? 0) & FLAGS.inSteps) !== 0;
/** All of its answers were given on its last day. */
export const isOnFirstDayAt = ({ flags }: StateColumns, place: number): boolean =>
  ((flags[place] ?? 0) & FLAGS.firstDay) !== 0;

/** How likely a card is remembered on a study day, by its curve; NaN before its first review. */
export function retrievabilityAt(
  { stability, lastDay }: StateColumns,
  place: number,
  day: StudyDay,
  curve: (elapsedDays: number, stability: number) => number,
): number {
  const last = lastDay[place] ?? NO_DAY;
  // NaN of the stability stays NaN.
  return last === NO_DAY ? Number.NaN : curve(day - last, stability[place] ?? Number.NaN);
}
