/**
 * How a learner's recall differs from what weights say: log odds that are moved by a constant and by a slope along the time
 * that a card has waited. Both are found by logistic regression with what the weights say as an offset (Cox 1958,
 * https://doi.org/10.1093/biomet/45.3-4.562) and a normal prior.
 */

/** In log odds of recall: at a wait of a week, and for each e-fold longer wait. */
export interface Shift {
  readonly level: number;
  readonly slope: number;
}

export const NO_SHIFT: Shift = { level: 0, slope: 0 };

/** Standard deviations among people, as far as nothing is known of one: made wide. */
export const PRIOR_SPREAD: Shift = { level: 0.5, slope: 0.25 };

/** How long a card has waited, as the slope counts it. @param days 1 or more */
const lengthOf = (days: number): number => Math.log(days / 7);

/** What recall is with a shift, 0 to 1; of a card that was answered today, what it is. @param days that the card has waited */
export function shiftedRecall(recall: number, { level, slope }: Shift, days: number): number {
  if ((level === 0 && slope === 0) || days <= 0) return recall;
  return recall / (recall + (1 - recall) * Math.exp(-level - slope * lengthOf(days)));
}

/** Sums over answers: two of the score and three of the information (level, both, slope). */
export const SCORE_WIDTH = 5;

/** Adds to some sums what one answer says. @param recall as it is foretold with the shift so far */
export function addScore(sums: Float64Array, at: number, recall: number, remembered: boolean, days: number): void {
  const length = lengthOf(days);
  const [more, spread] = [(remembered ? 1 : 0) - recall, recall * (1 - recall)];
  const amounts = [more, more * length, spread, spread * length, spread * length * length];
  for (const [n, amount] of amounts.entries()) sums[at + n] = (sums[at + n] ?? 0) + amount;
}

/**
 * One of Newton's steps to the likeliest shift.
 * @param from where the sums were taken
 * @param prior the middle of the prior
 */
export function newtonStep(from: Shift, sums: Float64Array, prior: Shift = NO_SHIFT): Shift {
  const [p, q] = [1 / PRIOR_SPREAD.level ** 2, 1 / PRIOR_SPREAD.slope ** 2];
  const [forLevel = 0, forSlope = 0, level = 0, both = 0, slope = 0] = sums;
  const [a, c] = [level + p, slope + q];
  const [g, h] = [forLevel + (prior.level - from.level) * p, forSlope + (prior.slope - from.slope) * q];
  const determinant = a * c - both * both;
  return {
    level: from.level + (c * g - both * h) / determinant,
    slope: from.slope + (a * h - both * g) / determinant,
  };
}
