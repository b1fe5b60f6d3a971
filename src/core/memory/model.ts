import { default_w } from "ts-fsrs";
import type { Settings } from "../settings.ts";

/** Names what memory states depend on: the weights. Stored with each state, so that one of another model is known. */
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

/** The 21 weights of FSRS-6 that were fitted to some ten thousand users. */
export const DEFAULT_WEIGHTS: readonly number[] = default_w;
/** As the FSRS projects advise, all within one day. */
const LEARNING_STEPS: readonly number[] = [1, 10];
const RELEARNING_STEPS: readonly number[] = [10];

/** The model in force: what the user's settings ask for. */
export const modelFor = ({ desiredRetention }: Pick<Settings, "desiredRetention">): Model => ({
  id: modelId(DEFAULT_WEIGHTS),
  weights: DEFAULT_WEIGHTS,
  desiredRetention,
  learningSteps: LEARNING_STEPS,
  relearningSteps: RELEARNING_STEPS,
});

/** The same for the same weights, on every machine. */
export const modelId = (weights: readonly number[]): ModelId => `fsrs-6:${weights.join(",")}` as ModelId;
