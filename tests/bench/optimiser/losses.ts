import { columnsBefore, type ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { fitWeights } from "../../../src/core/memory/optimise/fit.ts";
import { logLossOf, predict } from "../../../src/core/memory/optimise/predict.ts";
import { scoredInOrder } from "../../../src/core/memory/optimise/scored.ts";
import { DEFAULTS } from "../../../src/core/memory/optimise/weights.ts";
import { fitInAnki } from "../../anki/fit-in-anki.ts";
import { bindingItems, fitInBinding } from "./fit-in-binding.ts";
import type { Learner } from "./learners.ts";

/** Mean log loss on reviews that no fit has seen, over all lives of a learner. */
export interface Losses {
  readonly learner: string;
  readonly ours: number;
  readonly binding: number;
  readonly anki: number;
  readonly defaults: number;
}

interface Split {
  readonly life: ReviewColumns;
  /** The first four fifths, which are fitted to. */
  readonly before: ReviewColumns;
  /** The reviews that are predicted. */
  readonly held: Int32Array;
}

/** Fits learners' first four fifths with our optimiser and both others, and predicts the last. @param folder for Anki's files */
export async function compareLosses(python: string, folder: string, learners: readonly Learner[]): Promise<Losses[]> {
  const all: Losses[] = [];
  for (const learner of learners) {
    const splits = new Map(Array.from({ length: learner.lives }, (_, n) => [`life-${n}`, split(learner.life(n))]));
    const before = new Map([...splits].map(([name, one]) => [name, one.before]));
    const inAnki = fitInAnki(python, folder, before);
    const sums = { ours: 0, binding: 0, anki: 0, defaults: 0 };
    let reviews = 0;
    for (const [name, one] of splits) {
      reviews += one.held.length;
      const found = inAnki.get(name)?.weights ?? [];
      sums.ours += lossOf(one, fitToEnd(one.before));
      sums.binding += lossOf(one, await fitInBinding(bindingItems(one.before)));
      sums.anki += lossOf(one, found.length > 0 ? found : DEFAULTS);
      sums.defaults += lossOf(one, DEFAULTS);
    }
    const mean = (sum: number) => sum / reviews;
    const { ours, binding, anki, defaults } = sums;
    all.push({
      learner: learner.name,
      ours: mean(ours),
      binding: mean(binding),
      anki: mean(anki),
      defaults: mean(defaults),
    });
  }
  return all;
}

export function fitToEnd(columns: ReviewColumns): readonly number[] {
  const work = fitWeights(columns);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value.weights;
  }
}

function split(life: ReviewColumns): Split {
  const order = scoredInOrder(life);
  const held = order.subarray(Math.floor(0.8 * order.length));
  return { life, before: columnsBefore(life, life.atMs[held[0] ?? 0] ?? 0), held };
}

function lossOf({ life, held }: Split, weights: ArrayLike<number>): number {
  const predictions = predict(life, weights);
  return held.reduce((sum, i) => sum + logLossOf(predictions[i] ?? 0, (life.ratings[i] ?? 0) > 1), 0);
}

/** Our loss as a multiple of that of the better of the other two. */
export const besideTheBetter = ({ ours, binding, anki }: Losses): number => ours / Math.min(binding, anki);
