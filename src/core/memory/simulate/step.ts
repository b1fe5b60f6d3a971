// biome-ignore-all lint/style/noNonNullAssertion: weights and grades run within their arrays
/**
 * The recurrence of ../optimise/recurrence.ts in numbers alone, for loops that take millions of steps. Formulas: "The
 * Algorithm" in the wiki of open-spaced-repetition/awesome-fsrs.
 */
import type { Derived } from "../optimise/derived.ts";
import { LONGEST_STABILITY, SHORTEST_STABILITY } from "../weights.ts";

const held = (stability: number): number =>
  stability < SHORTEST_STABILITY ? SHORTEST_STABILITY : Math.min(stability, LONGEST_STABILITY);

/** Recall after so many days, 0 to 1. */
export const recallOf = (w: Float64Array, { factor }: Derived, stability: number, days: number): number =>
  Math.exp(-w[20]! * Math.log(1 + (factor * days) / stability));

/** Stability after a review at least a day after the one before. @param recall at its time */
export function afterReview(
  w: Float64Array,
  derived: Derived,
  stability: number,
  difficulty: number,
  recall: number,
  rating: number,
): number {
  if (rating > 1) {
    const grade = rating === 2 ? w[15]! : rating === 4 ? w[16]! : 1;
    const gain = derived.gain * (11 - difficulty) * Math.exp(-w[9]! * Math.log(stability)) * grade;
    return held(stability * (1 + gain * (Math.exp(w[10]! * (1 - recall)) - 1)));
  }
  const byStability = Math.exp(w[13]! * Math.log(stability + 1)) - 1;
  const byDifficulty = Math.exp(-w[12]! * Math.log(difficulty));
  const raw = w[11]! * byDifficulty * byStability * Math.exp(w[14]! * (1 - recall));
  return held(Math.min(raw, stability / derived.lapseDivisor));
}

/** Stability after one more answer on the same day. */
export function afterSameDay(w: Float64Array, derived: Derived, stability: number, rating: number): number {
  const factor = derived.sameDay[rating]! * Math.exp(-w[19]! * Math.log(stability));
  return held(stability * (rating >= 2 && factor < 1 ? 1 : factor));
}

/** Difficulty after any answer but the first. */
export function difficultyAfter(w: Float64Array, derived: Derived, difficulty: number, rating: number): number {
  const moved = difficulty - (w[6]! * (rating - 3) * (10 - difficulty)) / 9;
  const drawn = w[7]! * derived.firstDifficulty[4]! + (1 - w[7]!) * moved;
  return Math.min(Math.max(drawn, 1), 10);
}
