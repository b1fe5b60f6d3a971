import { clipWeights, PRIOR_WIDTHS, WEIGHT_COUNT } from "../weights.ts";
import { Adam, cosineRate } from "./adam.ts";
import { backward } from "./backward.ts";
import { derive } from "./derived.ts";
import { forward } from "./forward.ts";
import type { ForwardPass } from "./forward-pass.ts";
import type { Objective } from "./objective.ts";

const STEPS = 100;
/** Scored reviews to a step, about; fewer where there are few. */
const BATCH = 64;
const FEWEST_BATCHES = 8;
/** Source: fsrs-rs 6.6, src/training.rs; there steps are of 512, and go on for several passes. */
const RATE = 0.04;

/**
 * Adam over batches of whole cards, while the rate falls to nothing. It takes some milliseconds, however long the history.
 * @param weights moved in place
 */
export function approach({ set, cards, start, prior }: Objective, weights: Float64Array, pass: ForwardPass): void {
  const { columns, ends, counts, itemWeights, scored } = set;
  const adam = new Adam();
  const gradient = new Float64Array(WEIGHT_COUNT);
  const batch = Math.min(BATCH, Math.ceil(scored / FEWEST_BATCHES));
  let at = 0;
  for (let step = 0; step < STEPS; step++) {
    const derived = derive(weights);
    gradient.fill(0);
    let count = 0;
    for (; count < batch; at = (at + 1) % cards.length) {
      const card = cards[at] ?? 0;
      const from = columns.starts[card] ?? 0;
      const to = ends[card] ?? 0;
      forward(pass, weights, derived, columns, from, to);
      backward(pass, weights, derived, columns, from, to, itemWeights, gradient);
      count += counts[card] ?? 0;
    }
    for (let i = 0; i < WEIGHT_COUNT; i++) {
      const distance = (weights[i] ?? 0) - (start[i] ?? 0);
      const pull = (2 * distance) / (PRIOR_WIDTHS[i] ?? 1) ** 2;
      gradient[i] = (gradient[i] ?? 0) + ((prior * count) / scored) * pull;
    }
    adam.step(weights, gradient, cosineRate(RATE, step, STEPS));
    clipWeights(weights);
  }
}
