// biome-ignore-all lint/style/noNonNullAssertion: indices run within the arrays by construction, in the innermost loop

import { LONGEST_STABILITY, SHORTEST_STABILITY } from "../weights.ts";
import type { ReviewColumns } from "./columns.ts";
import type { Derived } from "./derived.ts";
import { type ForwardPass, LAPSE, LAPSE_CEILING, SAME_DAY, SAME_DAY_FLOOR, SUCCESS } from "./forward-pass.ts";

/**
 * One card's history through the recurrence of recurrence.ts, from its first review to the prediction of its last: the
 * same formulas, with logarithms kept so that a review costs few of them.
 * @param pass takes the predictions, and what the way back needs
 * @param w weights, within their bounds
 * @param from index of the card's first review
 * @param to one past the last that is predicted
 */
export function forward(
  pass: ForwardPass,
  w: Float64Array,
  derived: Derived,
  columns: ReviewColumns,
  from: number,
  to: number,
): void {
  const count = to - from;
  pass.reserve(count);
  const { ratings, elapsedDays } = columns;
  const { recalls, stabilities, difficulties, logs, products, byRecall, branches } = pass;
  const { slopesS, slopesDecay, stabilityHeld, difficultyHeld } = pass;
  const { factor, factorSlope, gain, sameDay, lapseDivisor, firstDifficulty } = derived;
  const [w6, w7, w9, w10, w11, w12, w13, w14] = [w[6]!, w[7]!, w[9]!, w[10]!, w[11]!, w[12]!, w[13]!, w[14]!];
  const [w15, w16, w19, w20] = [w[15]!, w[16]!, w[19]!, w[20]!];
  const reversion = w7 * firstDifficulty[4]!;

  const first = ratings[from]!;
  let stability = w[first - 1]!;
  let log = Math.log(stability);
  let difficulty = Math.min(Math.max(firstDifficulty[first]!, 1), 10);
  stabilities[0] = stability;
  difficulties[0] = difficulty;

  for (let k = 1; k < count; k++) {
    const rating = ratings[from + k]!;
    const elapsed = elapsedDays[from + k]!;
    let recall = 1;
    if (elapsed > 0) {
      const x = (factor * elapsed) / stability;
      const u = 1 + x;
      const logU = Math.log(u);
      recall = Math.exp(-w20 * logU);
      recalls[k] = recall;
      slopesS[k] = (w20 * recall * x) / (u * stability);
      slopesDecay[k] = -recall * (logU - (w20 * elapsed * factorSlope) / (stability * u));
    }
    if (k === count - 1) break;
    logs[k] = log;
    let next: number;
    if (elapsed === 0) {
      const raw = sameDay[rating]! * Math.exp(-w19 * log);
      if (rating >= 2 && raw < 1) {
        branches[k] = SAME_DAY_FLOOR;
        next = stability;
      } else {
        branches[k] = SAME_DAY;
        next = stability * raw;
        products[k] = next;
      }
    } else if (rating > 1) {
      const grade = rating === 2 ? w15 : rating === 4 ? w16 : 1;
      const a = gain * (11 - difficulty) * Math.exp(-w9 * log);
      const e = Math.exp(w10 * (1 - recall));
      const increase = a * grade * (e - 1);
      branches[k] = SUCCESS;
      // Without the grade's factor: its own derivative needs it so, and the factor may be 0.
      products[k] = a * (e - 1);
      byRecall[k] = stability * a * grade * e;
      next = stability * (1 + increase);
    } else {
      const power = Math.exp(w13 * Math.log(stability + 1));
      const f = w11 * Math.exp(-w12 * Math.log(difficulty)) * Math.exp(w14 * (1 - recall));
      const raw = f * (power - 1);
      const ceiling = stability / lapseDivisor;
      branches[k] = ceiling < raw ? LAPSE_CEILING : LAPSE;
      next = Math.min(ceiling, raw);
      products[k] = next;
      byRecall[k] = f;
    }
    stabilityHeld[k] = next < SHORTEST_STABILITY || next > LONGEST_STABILITY ? 1 : 0;
    if (stabilityHeld[k] === 1) next = next < 1 ? SHORTEST_STABILITY : LONGEST_STABILITY;
    stability = next;
    log = Math.log(stability);
    stabilities[k] = stability;

    const moved = reversion + (1 - w7) * (difficulty - (w6 * (rating - 3) * (10 - difficulty)) / 9);
    difficultyHeld[k] = moved < 1 || moved > 10 ? 1 : 0;
    difficulty = Math.min(Math.max(moved, 1), 10);
    difficulties[k] = difficulty;
  }
}
