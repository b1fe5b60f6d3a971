/**
 * The first four weights, S0 by first grade, from how cards were remembered at their first long review. Source: fsrs-rs
 * 6.6, src/parameter_initialization.rs.
 */
import { DEFAULT_WEIGHTS } from "../model.ts";
import { clamp, HIGHEST, LOWEST } from "../weights.ts";
import type { FirstInterval } from "./first-intervals.ts";
import { curveFactor } from "./recurrence.ts";

type ByGrade<Value> = ReadonlyMap<number, Value>;

/**
 * @param meanRecall of all reviews that are fitted to, 0 to 1
 * @returns S0 for the grades that have first intervals, in days
 */
export function searchInitialStabilities(
  byGrade: ByGrade<readonly FirstInterval[]>,
  meanRecall: number,
): Map<number, number> {
  return new Map([...byGrade].map(([grade, groups]) => [grade, searchStability(grade, groups, meanRecall)]));
}

/**
 * Minimises Σ n·BCE(y', R(t, S)) + |S − default|/16, with the default decay and y' = (y·n + mean)/(n + 1), by golden
 * section. The sum may have a corner at the default, and no second valley was ever seen.
 */
function searchStability(grade: number, groups: readonly FirstInterval[], meanRecall: number): number {
  const usual = DEFAULT_WEIGHTS[grade - 1] ?? 0;
  const decay = -(DEFAULT_WEIGHTS[20] ?? 0);
  const factor = curveFactor(-decay);
  const smoothed = groups.map(({ days, count, remembered }) => ({
    days,
    count,
    recall: (remembered + meanRecall) / (count + 1),
  }));
  const costOf = (stability: number) => {
    let sum = Math.abs(stability - usual) / 16;
    for (const { days, count, recall } of smoothed) {
      const predicted = (1 + (factor * days) / stability) ** decay;
      sum -= count * (recall * Math.log(predicted) + (1 - recall) * Math.log(1 - predicted));
    }
    return sum;
  };
  return minimumOf(costOf, LOWEST[0] ?? 0, HIGHEST[0] ?? 0);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

function minimumOf(costOf: (value: number) => number, lowest: number, highest: number): number {
  let [low, high] = [lowest, highest];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [leftCost, rightCost] = [costOf(left), costOf(right)];
  while (high - low > 1e-9) {
    if (leftCost < rightCost) {
      [high, right, rightCost] = [right, left, leftCost];
      left = high - GOLDEN * (high - low);
      leftCost = costOf(left);
    } else {
      [low, left, leftCost] = [left, right, rightCost];
      right = low + GOLDEN * (high - low);
      rightCost = costOf(right);
    }
  }
  return (low + high) / 2;
}

/** For grades that nobody gave: the place of S2 between S1 and S3, and of S3 between S2 and S4, on a log scale. */
const A = 0.41;
const B = 0.54;

/**
 * Makes the stabilities grow with the grade, the one with fewer cards giving way, and fills in those that are missing.
 * @param counts how many cards each known stability stands on
 * @returns four stabilities, or null where none is known
 */
export function completeStabilities(known: ByGrade<number>, counts: ByGrade<number>): number[] | null {
  const s = [1, 2, 3, 4].map((grade) => known.get(grade) ?? null);
  for (const [low, high] of [
    [1, 2],
    [2, 3],
    [3, 4],
    [1, 3],
    [2, 4],
    [1, 4],
  ] as const) {
    const [lower, higher] = [s[low - 1] ?? null, s[high - 1] ?? null];
    if (lower === null || higher === null || lower <= higher) continue;
    if ((counts.get(low) ?? 0) > (counts.get(high) ?? 0)) s[high - 1] = lower;
    else s[low - 1] = higher;
  }
  const filled = fill(s);
  return filled?.map((value) => clamp(value, LOWEST[0] ?? 0, HIGHEST[0] ?? 0)) ?? null;
}

function fill([s1 = null, s2 = null, s3 = null, s4 = null]: readonly (number | null)[]): number[] | null {
  const known = [s1, s2, s3, s4].filter((value) => value !== null).length;
  if (known === 0) return null;
  if (known === 1) {
    const ratio = [s1, s2, s3, s4].reduce<number>((sum, value, i) => sum + (value ?? 0) / (DEFAULT_WEIGHTS[i] ?? 1), 0);
    return DEFAULT_WEIGHTS.slice(0, 4).map((value) => value * ratio);
  }
  let [second, third] = [s2, s3];
  if (second === null && third === null) {
    // Only Again and Easy are known: both equations at once.
    const c = A + B - A * B;
    second = between(s4, s1, A / c);
    third = between(s1, s4, B / c);
  }
  second ??= s1 !== null && third !== null ? between(third, s1, A) : between(s4, third, 1 / (1 - B));
  third ??= s4 !== null ? between(second, s4, B) : between(s1, second, 1 / (1 - A));
  return [s1 ?? between(third, second, 1 / A), second, third, s4 ?? between(second, third, 1 / B)];
}

/** At 0 the first, at 1 the second, on a log scale; beyond them outside 0 to 1. */
const between = (first: number | null, second: number | null, place: number): number =>
  (first ?? 1) ** (1 - place) * (second ?? 1) ** place;
