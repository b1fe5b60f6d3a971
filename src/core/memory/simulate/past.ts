/** What the last weeks of a log say of its learner, day by day, so that days can be drawn from it again. */
import { DAY_MS } from "../../time/study-day.ts";
import type { ReviewColumns } from "../optimise/columns.ts";
import { predict } from "../optimise/predict.ts";
import { lookBack } from "./look-back.ts";
import { addScore, NO_SHIFT, newtonStep, SCORE_WIDTH, type Shift, shiftedRecall } from "./shift.ts";
import { eachTally, WIDTH } from "./tallies.ts";

export interface SimulatedPast {
  /** Days that are looked back on; see `look-back.ts`. */
  readonly days: number;
  /** By day, the oldest first: how many days before the end it was, 0 for the last. */
  readonly back: Int32Array;
  /** Days of a long absence that are left out; 0 where there was none. */
  readonly absentDays: number;
  /** A row of `WIDTH` sums for each day, the oldest first; see `tallies.ts`. */
  readonly rows: Float64Array;
  /** By day: 1 where anything was answered. */
  readonly studied: Uint8Array;
  /**
   * By day: the part that was begun of the new cards that the setting allowed and that there were, 0 to 1; NaN where none could
   * be begun, which says nothing of the learner.
   */
  readonly newPart: Float64Array;
  /** How recall differs from what the weights say, by the answers of these days. */
  readonly shift: Shift;
  /** A row of `SCORE_WIDTH` sums for each day, with that shift; see `shift.ts`. */
  readonly scores: Float64Array;
}

/**
 * @param weights in force
 * @param endMs Unix time of the end of the last day; days are counted back from it, 24 hours each
 * @param newPerDay the setting in force so many days back, 0 for the last day
 * @param newLeft how many new cards there were to begin so many days back
 */
export function pastOf(
  columns: ReviewColumns,
  weights: ArrayLike<number>,
  endMs: number,
  newPerDay: (daysBack: number) => number,
  newLeft: (daysBack: number) => number,
): SimulatedPast {
  const { atMs } = columns;
  const backOf = (time: number): number => Math.floor((endMs - time) / DAY_MS);
  const { back, absentDays } = lookBack(studiedBack(atMs, backOf));
  const days = back.length;
  const placeOf = new Map(Array.from(back, (daysBack, place) => [daysBack, place]));
  const dayOf = Int32Array.from(atMs, (time) => placeOf.get(backOf(time)) ?? -1);
  const rows = new Float64Array(days * WIDTH);
  const studied = new Uint8Array(days);
  eachTally(columns, (i, place, amount) => {
    const day = dayOf[i] ?? -1;
    if (day < 0) return;
    rows[day * WIDTH + place] = (rows[day * WIDTH + place] ?? 0) + amount;
    studied[day] = 1;
  });
  const newPart = Float64Array.from({ length: days }, (_, day) => {
    const daysBack = back[day] ?? 0;
    const could = Math.min(newPerDay(daysBack), newLeft(daysBack));
    return could > 0 ? Math.min(1, (rows[(day + 1) * WIDTH - 1] ?? 0) / could) : Number.NaN;
  });
  return { days, back, absentDays, rows, studied, newPart, ...shiftOf(columns, weights, dayOf, days) };
}

/** Whether the setting is what limits how many new cards are begun: on most days on which some could be, all that it allowed were. */
export function beginsAll({ studied, newPart }: Pick<SimulatedPast, "studied" | "newPart">): boolean {
  const parts = newPart.filter((part, day) => studied[day] === 1 && !Number.isNaN(part));
  return 2 * parts.filter((part) => part === 1).length >= parts.length;
}

function studiedBack(atMs: Float64Array, backOf: (time: number) => number): Set<number> {
  const found = new Set<number>();
  for (const time of atMs) {
    const back = backOf(time);
    if (back >= 0) found.add(back);
  }
  return found;
}

const NEWTON_STEPS = 6;

/** @param dayOf the day of each answer, from 0; below 0 for one that is not looked at */
function shiftOf(columns: ReviewColumns, weights: ArrayLike<number>, dayOf: Int32Array, days: number) {
  const { elapsedDays, ratings } = columns;
  const predicted = predict(columns, weights);
  const scored = Int32Array.from(predicted.keys()).filter(
    (i) => !Number.isNaN(predicted[i] ?? Number.NaN) && (dayOf[i] ?? -1) >= 0,
  );
  const scores = new Float64Array(days * SCORE_WIDTH);
  const scoreAt = (shift: Shift): Float64Array => {
    scores.fill(0);
    for (const i of scored) {
      const waited = elapsedDays[i] ?? 1;
      const recall = shiftedRecall(predicted[i] ?? 0, shift, waited);
      addScore(scores, (dayOf[i] ?? 0) * SCORE_WIDTH, recall, (ratings[i] ?? 1) > 1, waited);
    }
    return totals(scores);
  };
  let shift = NO_SHIFT;
  for (let step = 0; step < NEWTON_STEPS; step++) shift = newtonStep(shift, scoreAt(shift));
  scoreAt(shift);
  return { shift, scores };
}

/** The sums of all days. */
function totals(scores: Float64Array): Float64Array {
  const sums = new Float64Array(SCORE_WIDTH);
  for (const [i, value] of scores.entries()) sums[i % SCORE_WIDTH] = (sums[i % SCORE_WIDTH] ?? 0) + value;
  return sums;
}
