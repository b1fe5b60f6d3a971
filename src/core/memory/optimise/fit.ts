import { DEFAULT_WEIGHTS } from "../model.ts";
import type { ReviewColumns } from "./columns.ts";
import { firstIntervals } from "./first-intervals.ts";
import { completeStabilities, searchInitialStabilities } from "./initial-stability.ts";
import { TRAINING, type Training, train } from "./train.ts";
import { trainingSet } from "./training-set.ts";

export interface Fit {
  /** 21 weights, within their bounds. */
  readonly weights: readonly number[];
  /** What was fitted: all, the four initial stabilities alone, or nothing, as there was too little to learn from. */
  readonly fitted: "all" | "initial" | "none";
  /** How many reviews there were to fit to: those at least a study day after the card's review before. */
  readonly scored: number;
}

/** With fewer scored reviews the defaults stand, and with fewer than the second all but the initial stabilities do. */
const FEWEST_SCORED = 8;
const FEWEST_FOR_ALL = 64;

/**
 * Fits FSRS-6 to a history. Runs in pieces of some milliseconds: ask for the next when there is time, and ask no more to
 * cancel it.
 *
 * The order of things is that of fsrs-rs 6.6 (`compute_parameters` in src/training.rs), with two differences, both of
 * which did better on reviews that were kept back: cards whose first interval is too rare for the initial stabilities do
 * count in the rest, and the objective is brought to its minimum, where fsrs-rs stops after five passes.
 * @yields the part of the work that is done, 0 to 1
 */
export function* fitWeights(columns: ReviewColumns, training: Training = TRAINING): Generator<number, Fit, void> {
  const byGrade = firstIntervals(columns);
  const set = trainingSet(columns);
  const { scored, meanRecall } = set;
  const counts = new Map([...byGrade].map(([grade, groups]) => [grade, groups.reduce((n, { count }) => n + count, 0)]));
  const initial = completeStabilities(searchInitialStabilities(byGrade, meanRecall), counts);
  if (scored < FEWEST_SCORED || initial === null) return { weights: DEFAULT_WEIGHTS, fitted: "none", scored };
  const weights = Float64Array.from([...initial, ...DEFAULT_WEIGHTS.slice(4)]);
  // Cards that were never asked a second time after a day say nothing of the other weights.
  const moreThanFirst = set.scored > set.cards.length;
  if (scored < FEWEST_FOR_ALL || !moreThanFirst) return { weights: [...weights], fitted: "initial", scored };
  yield 0;
  yield* train(set, weights, training);
  const trained = new Map([...counts.keys()].map((grade) => [grade, weights[grade - 1] ?? 0]));
  weights.set(completeStabilities(trained, counts) ?? [], 0);
  return { weights: [...weights], fitted: "all", scored };
}
