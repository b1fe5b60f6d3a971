/**
 * FSRS-6 as its authors publish it, one review at a time: the form to read, beside the fast passes that the product runs.
 * Tests, benchmarks and the proof against Anki hold those against it; of the product, only what is derived from the weights uses it.
 * Formulas: "The Algorithm" in the wiki of open-spaced-repetition/awesome-fsrs; the same in fsrs-rs
 * (src/model.rs) and in ts-fsrs 5.4.2.
 */
import { clamp, LONGEST_STABILITY, SHORTEST_STABILITY } from "../weights.ts";

/** Stability in days, difficulty from 1 to 10. */
export interface MemoryState {
  readonly stability: number;
  readonly difficulty: number;
}

/** What is done to each intermediate result; ts-fsrs rounds to eight decimals. */
export type Rounding = (value: number) => number;
const unrounded: Rounding = (value) => value;

/** The curve R(t, S) = (1 + f·t/S)^(−w20), where f is such that R(S, S) = 0.9. */
export const curveFactor = (decayWeight: number, round = unrounded): number =>
  round(Math.exp(-Math.log(0.9) / decayWeight) - 1);

/** How likely a card is remembered, 0 to 1. @param elapsedDays whole study days since its last review */
export function recallAfter(
  weights: ArrayLike<number>,
  elapsedDays: number,
  stability: number,
  round = unrounded,
): number {
  const decayWeight = weights[20] ?? 0;
  return round((1 + (curveFactor(decayWeight, round) * elapsedDays) / stability) ** -decayWeight);
}

/** Days until recall has fallen to the desired retention: the curve solved for t; neither rounded nor limited. */
export function intervalFor(weights: ArrayLike<number>, stability: number, desiredRetention: number): number {
  const decayWeight = weights[20] ?? 0;
  return (stability / curveFactor(decayWeight)) * (desiredRetention ** (-1 / decayWeight) - 1);
}

/** D0(G) = w4 − e^(w5·(G−1)) + 1, not yet clamped. */
export const firstDifficulty = (weights: ArrayLike<number>, rating: number, round = unrounded): number =>
  round((weights[4] ?? 0) - Math.exp((rating - 1) * (weights[5] ?? 0)) + 1);

/**
 * The state after a first review: S0(G) = w[G−1].
 * ts-fsrs 5.4.2 goes no lower than 0.1 days here; fsrs-rs, Anki and this do.
 */
export function firstState(weights: ArrayLike<number>, rating: number, round = unrounded): MemoryState {
  return {
    stability: clamp(weights[rating - 1] ?? 0, SHORTEST_STABILITY, LONGEST_STABILITY),
    difficulty: clamp(firstDifficulty(weights, rating, round), 1, 10),
  };
}

/**
 * The state after one more review.
 * @param elapsedDays whole study days since the card's last review; 0 takes the same-day formula
 * @param rating 1 Again to 4 Easy
 */
export function nextState(
  weights: ArrayLike<number>,
  state: MemoryState,
  elapsedDays: number,
  rating: number,
  round = unrounded,
): MemoryState {
  return {
    stability: nextStability(weights, state, elapsedDays, rating, round),
    difficulty: nextDifficulty(weights, state.difficulty, rating, round),
  };
}

/** Δ = −w6·(G−3), damped by (10−D)/9, then drawn towards D0(4) by w7. */
function nextDifficulty(w: ArrayLike<number>, difficulty: number, rating: number, round: Rounding): number {
  const moved = difficulty + round((-(w[6] ?? 0) * (rating - 3) * (10 - difficulty)) / 9);
  const reversion = w[7] ?? 0;
  return clamp(round(reversion * firstDifficulty(w, 4, round) + (1 - reversion) * moved), 1, 10);
}

function nextStability(
  w: ArrayLike<number>,
  state: MemoryState,
  elapsedDays: number,
  rating: number,
  round: Rounding,
): number {
  const within = (stability: number) => round(clamp(stability, SHORTEST_STABILITY, LONGEST_STABILITY));
  const { stability } = state;
  if (elapsedDays === 0) return within(stability * sameDayIncrease(w, stability, rating));
  const recall = recallAfter(w, elapsedDays, stability, round);
  if (rating > 1) return within(stability * (1 + increase(w, state, recall, rating)));
  const ceiling = round(stability / Math.exp((w[17] ?? 0) * (w[18] ?? 0)));
  return Math.max(SHORTEST_STABILITY, Math.min(ceiling, within(afterLapse(w, state, recall))));
}

/** e^(w17·(G−3+w18))·S^(−w19), and no less than 1 from Hard on. */
function sameDayIncrease(w: ArrayLike<number>, stability: number, rating: number): number {
  const factor = stability ** -(w[19] ?? 0) * Math.exp((w[17] ?? 0) * (rating - 3 + (w[18] ?? 0)));
  return rating >= 2 ? Math.max(factor, 1) : factor;
}

/** e^w8·(11−D)·S^(−w9)·(e^(w10·(1−R)) − 1), times w15 for Hard and w16 for Easy. */
function increase(w: ArrayLike<number>, { stability, difficulty }: MemoryState, recall: number, rating: number) {
  const grade = rating === 2 ? (w[15] ?? 0) : rating === 4 ? (w[16] ?? 0) : 1;
  const byRecall = Math.exp((w[10] ?? 0) * (1 - recall)) - 1;
  return Math.exp(w[8] ?? 0) * (11 - difficulty) * stability ** -(w[9] ?? 0) * byRecall * grade;
}

/** w11·D^(−w12)·((S+1)^w13 − 1)·e^(w14·(1−R)). */
function afterLapse(w: ArrayLike<number>, { stability, difficulty }: MemoryState, recall: number): number {
  const byStability = (stability + 1) ** (w[13] ?? 0) - 1;
  return (w[11] ?? 0) * difficulty ** -(w[12] ?? 0) * byStability * Math.exp((w[14] ?? 0) * (1 - recall));
}
