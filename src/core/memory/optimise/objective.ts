// biome-ignore-all lint/style/noNonNullAssertion: indices run within the arrays by construction, in inner loops

import { PRIOR_WIDTHS, WEIGHT_COUNT } from "../weights.ts";
import { backward } from "./backward.ts";
import { derive } from "./derived.ts";
import { forward } from "./forward.ts";
import type { ForwardPass } from "./forward-pass.ts";
import { logLossOf } from "./predict.ts";
import type { TrainingSet } from "./training-set.ts";

/** What is minimised: Σ weight·BCE + prior·Σ((w − start)/σ)². Source: fsrs-rs 6.6, src/training.rs. */
export interface Objective {
  readonly set: TrainingSet;
  /** The cards of the set that are looked at. */
  readonly cards: Int32Array;
  /** What the weights are held near. */
  readonly start: Float64Array;
  /** How strongly. */
  readonly prior: number;
}

/** The objective at some weights: its value, its slope, and an estimate of its second derivatives. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
  /** 21 rows of 21. */
  readonly curvature: Float64Array;
}

/** After about so many reviews the work may pause. */
const REVIEWS_A_TURN = 20_000;
/** The curvature is taken from no more groups of cards than about these: of all cards, and of a part of them. */
const GROUPS = { all: 600, part: 300 };

/**
 * The curvature is the sum of the gradients' outer products over groups of cards: what the information matrix is when
 * the model is right (Berndt, Hall, Hall and Hausman 1974, https://www.nber.org/books/chapters/c10206).
 * @yields the part of the cards that is done
 */
export function* slopeAt(
  { set, cards, start, prior }: Objective,
  weights: Float64Array,
  pass: ForwardPass,
): Generator<number, Slope, void> {
  const { columns, ends, itemWeights } = set;
  const derived = derive(weights);
  const gradient = new Float64Array(WEIGHT_COUNT);
  const curvature = new Float64Array(WEIGHT_COUNT * WEIGHT_COUNT);
  const ofGroup = new Float64Array(WEIGHT_COUNT);
  const groupSize = Math.ceil(cards.length / (cards.length < set.cards.length ? GROUPS.part : GROUPS.all));
  const sums = { value: 0, weight: 0, squares: 0 };
  let sincePause = 0;
  for (let n = 0; n < cards.length; n++) {
    const card = cards[n]!;
    const from = columns.starts[card]!;
    const to = ends[card]!;
    forward(pass, weights, derived, columns, from, to);
    backward(pass, weights, derived, columns, from, to, itemWeights, ofGroup);
    addLoss(sums, pass, set, from, to);
    if ((n + 1) % groupSize === 0 || n + 1 === cards.length) {
      addOuter(curvature, gradient, ofGroup);
      ofGroup.fill(0);
    }
    sincePause += to - from;
    if (sincePause < REVIEWS_A_TURN) continue;
    sincePause = 0;
    yield n / cards.length;
  }
  yield 1;
  // Outer products grow with the square of the reviews' weights, second derivatives with the weights themselves.
  const scale = sums.weight / sums.squares;
  let value = sums.value;
  for (let i = 0; i < WEIGHT_COUNT; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = scale * curvature[i * WEIGHT_COUNT + j]!;
      curvature[i * WEIGHT_COUNT + j] = entry;
      curvature[j * WEIGHT_COUNT + i] = entry;
    }
    const distance = weights[i]! - start[i]!;
    const strength = prior / PRIOR_WIDTHS[i]! ** 2;
    value += strength * distance * distance;
    gradient[i]! += 2 * strength * distance;
    curvature[i * WEIGHT_COUNT + i]! += 2 * strength;
  }
  return { value, gradient, curvature };
}

function addLoss(
  sums: { value: number; weight: number; squares: number },
  { recalls }: ForwardPass,
  { columns, itemWeights }: TrainingSet,
  from: number,
  to: number,
): void {
  for (let i = from + 1; i < to; i++) {
    const weight = itemWeights[i]!;
    if (weight === 0) continue;
    sums.value += weight * logLossOf(recalls[i - from]!, columns.ratings[i]! > 1);
    sums.weight += weight;
    sums.squares += weight * weight;
  }
}

function addOuter(curvature: Float64Array, gradient: Float64Array, ofGroup: Float64Array): void {
  for (let i = 0; i < WEIGHT_COUNT; i++) {
    const slope = ofGroup[i]!;
    gradient[i]! += slope;
    if (slope === 0) continue;
    for (let j = 0; j <= i; j++) curvature[i * WEIGHT_COUNT + j]! += slope * ofGroup[j]!;
  }
}
