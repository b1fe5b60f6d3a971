/** How a made-up learner's memory really works: as FSRS says, or quite otherwise. */
import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { firstState, type MemoryState, nextState, recallAfter } from "../../../src/core/memory/optimise/recurrence.ts";
import type { Random } from "../../../src/core/memory/random.ts";
import { clipWeights, PRIOR_WIDTHS } from "../../../src/core/memory/weights.ts";

/** The truth about one card; numbers whose meaning each kind of learner has for itself. */
export interface Truth<State> {
  readonly begin: (rating: number, random: Random, part: number) => State;
  readonly recall: (state: State, elapsedDays: number, part: number) => number;
  readonly next: (state: State, elapsedDays: number, rating: number, part: number) => State;
}

/** A normal deviate (Box and Muller). */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Weights of somebody whom the prior of FSRS thinks likely. @param spread in standard deviations among users */
export function somebodysWeights(random: Random, spread: number): Float64Array {
  const weights = Float64Array.from(DEFAULT_WEIGHTS, (value, i) =>
    i < 4 ? value * Math.exp(0.7 * spread * normal(random)) : value + spread * (PRIOR_WIDTHS[i] ?? 0) * normal(random),
  );
  weights.subarray(0, 4).sort();
  clipWeights(weights);
  return weights;
}

export const fsrsTruth = (weights: Float64Array): Truth<MemoryState> => ({
  begin: (rating) => firstState(weights, rating),
  recall: (state, elapsedDays) => recallAfter(weights, elapsedDays, state.stability),
  next: (state, elapsedDays, rating) => nextState(weights, state, elapsedDays, rating),
});

/** From one set of weights to another in the course of the years. */
export const driftingTruth = (from: Float64Array, to: Float64Array): Truth<MemoryState> => {
  const between = (part: number) => from.map((value, i) => value + part * ((to[i] ?? 0) - value));
  const steps = Array.from({ length: 21 }, (_, i) => between(i / 20));
  const at = (part: number) => steps[Math.round(20 * Math.min(part, 1))] ?? from;
  return {
    begin: (rating, _, part) => firstState(at(part), rating),
    recall: (state, elapsedDays, part) => recallAfter(at(part), elapsedDays, state.stability),
    next: (state, elapsedDays, rating, part) => nextState(at(part), state, elapsedDays, rating),
  };
};

/** Guesses some answers, and misses some that were known. */
export const withNoise = <State>(truth: Truth<State>, guessed: number, slipped: number): Truth<State> => ({
  ...truth,
  recall: (state, elapsedDays, part) => guessed + (1 - guessed - slipped) * truth.recall(state, elapsedDays, part),
});

/** FSRS, with cards that are easier or harder for ever, which FSRS sees only in their grades. */
export const unevenCards = (weights: Float64Array, spread: number): Truth<MemoryState & { ease: number }> => ({
  begin: (rating, random) => ({ ...firstState(weights, rating), ease: Math.exp(spread * normal(random)) }),
  recall: ({ stability, ease }, elapsedDays) => recallAfter(weights, elapsedDays, stability * ease),
  next: (state, elapsedDays, rating) => ({ ...nextState(weights, state, elapsedDays, rating), ease: state.ease }),
});

/** Forgets exponentially; each success doubles the half-life or so, each lapse sets it back. */
export const exponentialTruth: Truth<{ halfLife: number; growth: number }> = {
  begin: (rating, random) => ({ halfLife: 3 * rating * rating, growth: 1.3 + 1.5 * random() }),
  recall: ({ halfLife }, elapsedDays) => 2 ** (-elapsedDays / halfLife),
  next: ({ halfLife, growth }, elapsedDays, rating) => ({
    halfLife: elapsedDays === 0 ? halfLife * 1.1 : rating === 1 ? Math.max(1, halfLife * 0.3) : halfLife * growth,
    growth,
  }),
};

/** A quick trace and a slow one; only the slow one is left after some days. */
export const twoTraces: Truth<{ slow: number }> = {
  begin: (rating, random) => ({ slow: 0.2 + 0.15 * rating + 0.1 * random() }),
  recall: ({ slow }, elapsedDays) =>
    Math.min(0.995, (1 - slow) * Math.exp(-elapsedDays / 2) + slow * Math.exp(-elapsedDays / 400)),
  next: ({ slow }, elapsedDays, rating) => ({
    slow: elapsedDays === 0 ? slow + 0.02 : rating === 1 ? slow * 0.7 : slow + (1 - slow) * 0.3,
  }),
};

/** Remembers so much of everything, whenever asked. */
export const constantTruth = (recall: number): Truth<null> => ({
  begin: () => null,
  recall: () => recall,
  next: () => null,
});
