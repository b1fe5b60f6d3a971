import type { Random } from "../random.ts";

/** A difference, and the range in which 95 % of its repetitions lay. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Repetitions; fewer where there are many cards, whose mean is known better anyway. */
const REPETITIONS = 2000;
const FEWEST_REPETITIONS = 200;
const DRAWS = 4_000_000;

/**
 * How far a mean over reviews would move had other cards been studied: cards are drawn again with replacement (Efron
 * 1979, https://doi.org/10.1214/aos/1176344552). Reviews of one card are not independent, so whole cards are drawn.
 * @param sums by card
 * @param counts by card: how many reviews are in its sum
 */
export function bootstrapMean(sums: Float64Array, counts: Float64Array, random: Random): Interval {
  const cards = sums.length;
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const mean = total(sums) / total(counts);
  const repetitions = Math.max(FEWEST_REPETITIONS, Math.min(REPETITIONS, Math.floor(DRAWS / Math.max(1, cards))));
  const means = Float64Array.from({ length: repetitions }, () => {
    let sum = 0;
    let count = 0;
    for (let n = 0; n < cards; n++) {
      const card = Math.floor(random() * cards);
      sum += sums[card] ?? 0;
      count += counts[card] ?? 0;
    }
    return sum / count;
  }).sort();
  const at = (part: number) => means[Math.round(part * (repetitions - 1))] ?? mean;
  return { mean, low: at(0.025), high: at(0.975) };
}
