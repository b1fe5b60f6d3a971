/**
 * The 21 weights of FSRS-6: what they start from, how far they may go, how far people's differ.
 * Sources: fsrs-rs 6.6 (src/inference.rs, parameter_clipper.rs, training.rs) and ts-fsrs 5.4.2, which agree.
 */
export const WEIGHT_COUNT = 21;

/**
 * fsrs-rs lets the first four go down to 0.001 days. ts-fsrs 5.4.2, which schedules here, takes no first stability under
 * 0.1, so weights below it would not mean the same there and in Anki; on made-up learners the narrower bound costs nothing.
 */
export const LOWEST: readonly number[] = [
  0.1, 0.1, 0.1, 0.1, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0.01, 0.1,
];

/** For one relearning step, which is what Osteon has; with more, weights 17 and 18 are held lower. */
export const HIGHEST: readonly number[] = [
  100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
];

/** Standard deviation of each weight among users: the width of the prior that keeps a short history near the defaults. */
export const PRIOR_WIDTHS: readonly number[] = [
  6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32,
  0.14, 0.27,
];

/** Stability is kept within these, in days. */
export const SHORTEST_STABILITY = 0.001;
export const LONGEST_STABILITY = 36_500;

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}

/** Puts every weight back within its bounds, in place. */
export function clipWeights(weights: Float64Array): void {
  for (let i = 0; i < WEIGHT_COUNT; i++) {
    weights[i] = clamp(weights[i] ?? 0, LOWEST[i] ?? 0, HIGHEST[i] ?? 0);
  }
}

/** In place of a line of weights: those that fit most people. */
export const DEFAULT_NAME = "default";

/**
 * Weights as a line of text, four decimals each, as Anki shows its parameters, so that they can be carried there by hand.
 * @param weights 21 numbers within their bounds
 */
export const writeWeights = (weights: ArrayLike<number>): string =>
  Array.from(weights, (weight, i) => clamp(Number(weight.toFixed(4)), LOWEST[i] ?? 0, HIGHEST[i] ?? 0)).join(", ");

/** The weights that a line of text holds; null unless it holds exactly 21 numbers within their bounds. */
export function readWeights(text: string): readonly number[] | null {
  const parts = text.split(", ");
  if (parts.length !== WEIGHT_COUNT || !parts.every((part) => /^\d{1,3}(\.\d{1,4})?$/.test(part))) return null;
  const weights = parts.map(Number);
  return weights.every((weight, i) => weight >= (LOWEST[i] ?? 0) && weight <= (HIGHEST[i] ?? 0)) ? weights : null;
}
