import { DEFAULT_WEIGHTS } from "../../../src/core/memory/model.ts";
import { columnsBefore, type ReviewColumns } from "../../../src/core/memory/optimise/columns.ts";
import { fitWeights } from "../../../src/core/memory/optimise/fit.ts";
import { logLossOf, predict } from "../../../src/core/memory/optimise/predict.ts";
import { scoredInOrder } from "../../../src/core/memory/optimise/scored.ts";
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
  const lives = learners.flatMap((learner) =>
    Array.from({ length: learner.lives }, (_, n) => ({ learner, ...split(learner.life(n)) })),
  );
  const before = new Map(lives.map((one, n) => [`life-${n}`, one.before]));
  const inAnki = [...fitInAnki(python, folder, before).values()];
  const losses: (Omit<Losses, "learner"> & { readonly learner: Learner; readonly held: Int32Array })[] = [];
  for (const [n, one] of lives.entries()) {
    const found = inAnki[n]?.weights ?? [];
    const byBinding = await fitInBinding(bindingItems(one.before));
    losses.push({
      learner: one.learner,
      held: one.held,
      ours: lossOf(one, fitToEnd(one.before)),
      binding: lossOf(one, byBinding),
      anki: lossOf(one, found.length > 0 ? found : DEFAULT_WEIGHTS),
      defaults: lossOf(one, DEFAULT_WEIGHTS),
    });
  }
  return learners.map((learner) => {
    const own = losses.filter((one) => one.learner === learner);
    const reviews = own.reduce((sum, { held }) => sum + held.length, 0);
    const mean = (of: (one: (typeof own)[number]) => number) => own.reduce((sum, one) => sum + of(one), 0) / reviews;
    return {
      learner: learner.name,
      ours: mean((one) => one.ours),
      binding: mean((one) => one.binding),
      anki: mean((one) => one.anki),
      defaults: mean((one) => one.defaults),
    };
  });
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
