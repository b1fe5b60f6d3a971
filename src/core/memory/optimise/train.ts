import { randomFrom, shuffle } from "../random.ts";
import { approach } from "./approach.ts";
import { ForwardPass } from "./forward-pass.ts";
import { descend } from "./newton.ts";
import type { Objective } from "./objective.ts";
import type { TrainingSet } from "./training-set.ts";

/** What may be chosen; what fsrs-rs has is the default. */
export interface Training {
  /** How strongly weights are held near where they start. */
  readonly prior: number;
  /** Decides which cards are looked at first. */
  readonly seed: number;
}

export const TRAINING: Training = { prior: 1, seed: 2023 };

/** Newton's method begins with cards that have about so many scored reviews, then takes more at a time. */
const FIRST_PART = 4000;
const GROWTH = 5;
/** Slopes to work out at most: where all is looked at from the start, on the first part, on the others, at the end. */
const MOST = { alone: 16, first: 8, between: 3, last: 2 };

/**
 * Minimises the objective (see objective.ts): by Adam, which goes far on a few batches, then by Newton's method, which
 * ends where the slope does. Of a long history a small part leads most of the way, and all of it the last steps; what a
 * part leaves uncertain, the next part finds out.
 * @param weights where to start; moved in place
 * @yields the part that is done, 0 to 1, so that the work may pause: every few milliseconds
 */
export function* train(
  set: TrainingSet,
  weights: Float64Array,
  { prior, seed }: Training,
): Generator<number, void, void> {
  const start = weights.slice();
  const pass = new ForwardPass();
  const shuffled = set.cards.slice();
  shuffle(shuffled, randomFrom(seed));
  const part = (scored: number): Objective => {
    const cards = shuffled.subarray(0, cardsFor(scored, shuffled, set));
    return { set, cards, start, prior: prior * Math.min(1, scored / set.scored) };
  };
  approach(part(set.scored), weights, pass);
  const stages = stagesOf(set.scored);
  const total = stages.reduce((sum, { size, most }) => sum + size * most, 0);
  let before = 0;
  for (const { size, most } of stages) {
    for (const done of descend(part(size), weights, most, pass)) yield (before + done * size * most) / total;
    before += size * most;
  }
}

/** So many scored reviews to look at, so many slopes to work out at most. */
function stagesOf(scored: number): { size: number; most: number }[] {
  const stages: { size: number; most: number }[] = [];
  for (let size = FIRST_PART; size * GROWTH <= scored; size *= GROWTH)
    stages.push({ size, most: stages.length === 0 ? MOST.first : MOST.between });
  return [...stages, { size: scored, most: stages.length === 0 ? MOST.alone : MOST.last }];
}

/** How many of the cards, from the first on, have so many scored reviews. */
function cardsFor(scored: number, cards: Int32Array, { counts }: TrainingSet): number {
  let sum = 0;
  let count = 0;
  while (count < cards.length && sum < scored) sum += counts[cards[count++] ?? 0] ?? 0;
  return count;
}
