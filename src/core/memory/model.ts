import { default_w } from "ts-fsrs";
import { FOLD } from "../fold-version.ts";
import { fnv1a } from "./fuzz.ts";
import { readWeights } from "./weights.ts";

/**
 * Names what states depend on: the fold, the weights and the steps, not the retention, which decides only how long a card waits.
 * Stored with each state, so that one of another model is known.
 */
export type ModelId = string & { readonly __brand: "ModelId" };

/** What schedules: the memory model and what the user asks of it. An argument wherever states are worked out. */
export interface Model {
  readonly id: ModelId;
  /** Exactly 21 numbers (FSRS-6). */
  readonly weights: readonly number[];
  /** The retrievability at which a card is shown again, 0.70 to 0.97. */
  readonly desiredRetention: number;
  /** Waits in whole minutes. */
  readonly learningSteps: readonly number[];
  readonly relearningSteps: readonly number[];
}

/** The 21 weights of FSRS-6 that were fitted to some ten thousand users. Source: ts-fsrs 5.4.2, and fsrs-rs 6.6, src/inference.rs. */
export const DEFAULT_WEIGHTS: readonly number[] = default_w;
/**
 * As the FSRS projects advise, all within one day. With others, the sums of the days are other ones as well: whoever changes them
 * raises `FOLD`.
 */
export const STEPS = { learningSteps: [1, 10], relearningSteps: [10] } as const;

/** The settings that the model in force depends on. */
export interface MemorySettings {
  readonly desiredRetention: number;
  /** A line of text, see `writeWeights`. */
  readonly weights: string;
}

/** The model in force: what the user's settings ask for. */
export const modelFor = ({ desiredRetention, weights }: MemorySettings): Model =>
  makeModel({
    weights: readWeights(weights) ?? DEFAULT_WEIGHTS,
    desiredRetention,
    ...STEPS,
  });

/** The id is the same for the same weights and steps, on every machine, and short: each state carries it. */
export function makeModel(model: Omit<Model, "id">): Model {
  const text = JSON.stringify([FOLD, model.weights, model.learningSteps, model.relearningSteps]);
  const halves = [fnv1a(text), fnv1a(`${text} again`)].map((half) => (half >>> 0).toString(36).padStart(7, "0"));
  return { id: `fsrs-6-${halves.join("")}` as ModelId, ...model };
}
