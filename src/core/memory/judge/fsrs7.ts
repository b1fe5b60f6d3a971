/**
 * FSRS-7 in its finished form of 34 weights: what it would predict, as a second opinion. Nothing is scheduled with it,
 * and it is not fitted here. It counts real days, to the millisecond, and knows no difference between same-day reviews and
 * others. Formulas and weights: srs-benchmark, models/fsrs_v7.py, and fsrs-rs, src/model_v7.rs, which agree.
 */
import { DAY_MS } from "../../time/study-day.ts";
import { cardCount, type ReviewColumns } from "../optimise/columns.ts";

export const FSRS7_DEFAULTS: readonly number[] = [
  0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807, 1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1, 1.3207,
  0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869, 0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667,
  0.3734, 0.5333, 0.3048,
];

/** A long and a short stability; neither is the time in which recall falls to 0.9. */
export interface Fsrs7State {
  readonly long: number;
  readonly short: number;
  readonly difficulty: number;
}

const SHORTEST = 0.0001;
const LONGEST = 36_500;
/** Where the weights of a stability's growth begin. */
const LONG_BLOCK = 7;
const SHORT_BLOCK = 15;

/** For each review what was to be expected of it; NaN for the first of a card. */
export function predictFsrs7(columns: ReviewColumns, weights = FSRS7_DEFAULTS): Float64Array {
  const { starts, ratings, atMs } = columns;
  const predictions = new Float64Array(ratings.length).fill(Number.NaN);
  for (let card = 0; card < cardCount(columns); card++) {
    const from = starts[card] ?? 0;
    const to = starts[card + 1] ?? 0;
    let state = firstFsrs7State(weights, ratings[from] ?? 0);
    for (let i = from + 1; i < to; i++) {
      const days = Math.max(0, (atMs[i] ?? 0) - (atMs[i - 1] ?? 0)) / DAY_MS;
      predictions[i] = fsrs7Recall(weights, state, days);
      state = nextFsrs7State(weights, state, days, ratings[i] ?? 0);
    }
  }
  return predictions;
}

/** S = w[G−1], s = 0.8·S, and D0 as in FSRS-6. */
export function firstFsrs7State(w: ArrayLike<number>, rating: number): Fsrs7State {
  const long = w[rating - 1] ?? 0;
  return { long: held(long), short: held(0.8 * long), difficulty: heldDifficulty(firstDifficulty(w, rating)) };
}

/** Recall after so many days, 0 to 1: a mixture of a curve over the short stability and one over the long. */
export function fsrs7Recall(w: ArrayLike<number>, { long, short, difficulty }: Fsrs7State, days: number): number {
  const decay = between(w[24] ?? 0, 0.01, 0.95);
  const factor = (w[26] ?? 0) ** (-1 / decay) - 1;
  const timescale = Math.exp((difficulty - 5) * ((w[32] ?? 0) - 0.3));
  const overLong = (1 + (factor * timescale * days) / long) ** -decay;
  const shortShare = (w[27] ?? 0) * short ** -(w[29] ?? 0);
  const longShare = (w[28] ?? 0) * long ** (w[30] ?? 0) * Math.exp((difficulty - 5) * ((w[31] ?? 0) - 0.5));
  const mixed = (shortShare * shortRecall(w, short, days) + longShare * overLong) / (shortShare + longShare);
  return 1e-5 + (1 - 2e-5) * mixed;
}

/** The state after one more answer, on whichever day. */
export function nextFsrs7State(w: ArrayLike<number>, state: Fsrs7State, days: number, rating: number): Fsrs7State {
  const { difficulty } = state;
  const recall = fsrs7Recall(w, state, days);
  const long = grown(w, LONG_BLOCK, state.long, difficulty, recall, rating);
  const short = grown(w, SHORT_BLOCK, state.short, difficulty, shortRecall(w, state.short, days), rating);
  // A lapse that was expected says less of the card.
  const moved = -(w[6] ?? 0) * (rating - 3) * (rating === 1 ? recall + 0.1 : 1) * ((10 - difficulty) / 9);
  return {
    long: held(long),
    short: held(rating === 1 ? Math.min(short, 0.8 * long) : short),
    difficulty: heldDifficulty(0.01 * firstDifficulty(w, 4) + 0.99 * (difficulty + moved)),
  };
}

function shortRecall(w: ArrayLike<number>, short: number, days: number): number {
  const decay = between((w[23] ?? 0) * short ** ((w[33] ?? 0) - 0.3), 0.01, 0.95);
  const factor = Math.exp(Math.min(-Math.log(w[25] ?? 1) / decay, 60)) - 1;
  return (1 + (factor * days) / short) ** -decay;
}

/** Either stability after an answer. @param block where its eight weights begin @param recall by its own curve */
function grown(
  w: ArrayLike<number>,
  block: number,
  stability: number,
  difficulty: number,
  recall: number,
  rating: number,
): number {
  const at = (n: number) => w[block + n] ?? 0;
  const afterLapse = at(3) * ((stability + 1) ** at(4) - 1) * Math.exp(at(5) * (1 - recall));
  const least = Math.min(stability, afterLapse);
  if (rating === 1) return least;
  const grade = rating === 2 ? at(6) : rating === 4 ? at(7) : 1;
  const byRecall = Math.exp(at(2) * (1 - recall)) - 1;
  const increase = Math.exp(at(0) - 1.5) * (11 - difficulty) * stability ** -at(1) * byRecall * grade;
  return Math.max(least, stability * (1 + increase));
}

const firstDifficulty = (w: ArrayLike<number>, rating: number): number =>
  (w[4] ?? 0) - Math.exp((w[5] ?? 0) * (rating - 1)) + 1;

const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
const held = (stability: number): number => between(stability, SHORTEST, LONGEST);
const heldDifficulty = (difficulty: number): number => between(difficulty, 1, 10);
