// biome-ignore-all lint/style/noNonNullAssertion: indices run within the arrays by construction, in the innermost loop

import type { ReviewColumns } from "./columns.ts";
import type { Derived } from "./derived.ts";
import { type ForwardPass, LAPSE, LAPSE_CEILING, SAME_DAY, SUCCESS } from "./forward-pass.ts";

/** Predictions nearer to 0 or 1 than this are scored as if they were this near. Source: fsrs-rs src/training.rs. */
export const NEAREST = 1e-7;

/**
 * Adds one card's part to the gradient of the weighted log loss, Σ weight · −(y·ln R + (1−y)·ln(1−R)), by all 21
 * weights: reverse differentiation, from the last review to the first, so that a review costs about the same however
 * long its history is.
 *
 * The derivatives are those of the formulas in recurrence.ts, worked out by hand; a test holds them against finite
 * differences. Where the formulas have corners the conventions are those of fsrs-rs 6.6: a value on a bound passes its
 * gradient, one beyond it does not; a same-day review that is held at its floor leaves stability as it was.
 * @param pass of `forward` over the same reviews with the same weights
 * @param itemWeights how much each review of the whole history counts; 0 where it is not scored
 * @param gradient 21 sums
 */
export function backward(
  pass: ForwardPass,
  w: Float64Array,
  derived: Derived,
  columns: ReviewColumns,
  from: number,
  to: number,
  itemWeights: Float64Array,
  gradient: Float64Array,
): void {
  const { ratings, elapsedDays } = columns;
  const { recalls, stabilities, difficulties, logs, products, byRecall, branches } = pass;
  const { slopesS, slopesDecay, stabilityHeld, difficultyHeld } = pass;
  const { lapseDivisor, firstDifficulty, firstStep } = derived;
  const [w6, w7, w9, w10, w11, w12, w13, w14] = [w[6]!, w[7]!, w[9]!, w[10]!, w[11]!, w[12]!, w[13]!, w[14]!];
  const [w15, w16, w17, w18, w19] = [w[15]!, w[16]!, w[17]!, w[18]!, w[19]!];
  const last = to - from - 1;
  // Of the loss, by the state after the review that is being passed.
  let byStability = 0;
  let byDifficulty = 0;
  for (let k = last; k >= 1; k--) {
    const rating = ratings[from + k]!;
    const elapsed = elapsedDays[from + k]!;
    const stability = stabilities[k - 1]!;
    const difficulty = difficulties[k - 1]!;
    let recallGradient = 0;
    const weight = itemWeights[from + k]!;
    if (weight !== 0) {
      const recall = recalls[k]!;
      if (recall >= NEAREST && recall <= 1 - NEAREST)
        recallGradient = rating > 1 ? -weight / recall : weight / (1 - recall);
    }
    let stabilityBefore = 0;
    let difficultyBefore = 0;
    if (k < last) {
      if (difficultyHeld[k] === 0) {
        const distance = rating - 3;
        const damping = (10 - difficulty) / 9;
        difficultyBefore = byDifficulty * (1 - w7) * (1 + (w6 * distance) / 9);
        gradient[4]! += byDifficulty * w7;
        gradient[5]! -= byDifficulty * 3 * w7 * firstStep[4]!;
        gradient[6]! -= byDifficulty * (1 - w7) * distance * damping;
        gradient[7]! += byDifficulty * (firstDifficulty[4]! - (difficulty - w6 * distance * damping));
      }
      if (stabilityHeld[k] === 0) {
        const log = logs[k]!;
        const product = products[k]!;
        switch (branches[k]) {
          case SUCCESS: {
            const grade = rating === 2 ? w15 : rating === 4 ? w16 : 1;
            const grown = stability * product * grade;
            const through = byStability * byRecall[k]!;
            stabilityBefore = byStability * (1 + product * grade * (1 - w9));
            difficultyBefore -= (byStability * grown) / (11 - difficulty);
            gradient[8]! += byStability * grown;
            gradient[9]! -= byStability * grown * log;
            gradient[10]! += through * (1 - recalls[k]!);
            if (rating === 2) gradient[15]! += byStability * stability * product;
            else if (rating === 4) gradient[16]! += byStability * stability * product;
            recallGradient -= through * w10;
            break;
          }
          case LAPSE: {
            const f = byRecall[k]!;
            const power = product / f + 1;
            const logPlus = Math.log(stability + 1);
            gradient[11]! += (byStability * product) / w11;
            gradient[12]! -= byStability * product * Math.log(difficulty);
            gradient[13]! += byStability * f * power * logPlus;
            gradient[14]! += byStability * product * (1 - recalls[k]!);
            stabilityBefore = (byStability * f * w13 * power) / (stability + 1);
            difficultyBefore -= (byStability * w12 * product) / difficulty;
            recallGradient -= byStability * product * w14;
            break;
          }
          case LAPSE_CEILING:
            stabilityBefore = byStability / lapseDivisor;
            gradient[17]! -= byStability * w18 * product;
            gradient[18]! -= byStability * w17 * product;
            break;
          case SAME_DAY:
            stabilityBefore = (byStability * (1 - w19) * product) / stability;
            gradient[17]! += byStability * (rating - 3 + w18) * product;
            gradient[18]! += byStability * w17 * product;
            gradient[19]! -= byStability * product * log;
            break;
          default:
            stabilityBefore = byStability;
        }
      }
    }
    if (elapsed > 0) {
      stabilityBefore += recallGradient * slopesS[k]!;
      gradient[20]! += recallGradient * slopesDecay[k]!;
    }
    byStability = stabilityBefore;
    byDifficulty = difficultyBefore;
  }
  const first = ratings[from]!;
  gradient[first - 1]! += byStability;
  const raw = firstDifficulty[first]!;
  if (raw >= 1 && raw <= 10) {
    gradient[4]! += byDifficulty;
    gradient[5]! -= byDifficulty * (first - 1) * firstStep[first]!;
  }
}
