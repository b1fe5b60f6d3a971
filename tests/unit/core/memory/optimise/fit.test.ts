import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import type { ReviewColumns } from "../../../../../src/core/memory/optimise/columns.ts";
import { type Fit, fitWeights } from "../../../../../src/core/memory/optimise/fit.ts";
import { logLossOf, predict } from "../../../../../src/core/memory/optimise/predict.ts";
import { HIGHEST, LOWEST } from "../../../../../src/core/memory/weights.ts";
import { learners } from "../../../../bench/optimiser/learners.ts";
import { answers, columnsFrom } from "./arbitrary.ts";

function fitted(history: ReviewColumns): Fit & { progress: number[] } {
  const work = fitWeights(history);
  for (const progress: number[] = []; ; ) {
    const { done, value } = work.next();
    if (done) return { ...value, progress };
    progress.push(value);
  }
}

function meanLoss(history: ReviewColumns, weights: readonly number[]): number {
  const losses = [...predict(history, weights)].flatMap((recall, i) =>
    Number.isNaN(recall) ? [] : [logLossOf(recall, (history.ratings[i] ?? 0) > 1)],
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

const learner = (name: string) => {
  const found = learners(100_000).find((one) => one.name === name);
  if (!found) throw new Error(`no learner ${name}`);
  return found;
};

/** Cards that are all asked once, after two days. */
const askedOnce = (count: number) =>
  columnsFrom(
    Array.from({ length: count }, (_, i) => [0, 2].map((waitDays) => ({ waitDays, rating: i % 5 === 0 ? 1 : 3 }))),
  );

describe("fitting", () => {
  test("keeps the defaults where there is too little to learn from", () => {
    expect(fitted(columnsFrom([]))).toMatchObject({ fitted: "none", scored: 0, weights: DEFAULT_WEIGHTS });
    expect(fitted(askedOnce(7))).toMatchObject({ fitted: "none", scored: 7, weights: DEFAULT_WEIGHTS });
  });

  test("fits the initial stabilities alone to few reviews, or to none but first ones", () => {
    for (const count of [60, 300]) {
      const { fitted: what, weights } = fitted(askedOnce(count));
      expect(what).toBe("initial");
      expect(weights.slice(4)).toEqual(DEFAULT_WEIGHTS.slice(4));
      expect(weights.slice(0, 4)).not.toEqual(DEFAULT_WEIGHTS.slice(0, 4));
    }
  });

  test("begins once twenty first waits can be compared, and fits all with sixty-four scored reviews", () => {
    const begun = (count: number, waits: readonly number[]) =>
      columnsFrom(
        Array.from({ length: count }, (_, i) =>
          waits.map((waitDays, k) => ({ waitDays, rating: k > 0 && (i + k) % 4 === 0 ? 1 : 3 })),
        ),
      );
    // With so few first waits fsrs-rs takes each for rare, too.
    expect(fitted(begun(8, [0, 2]))).toMatchObject({ scored: 8, fitted: "none" });
    expect(fitted(begun(20, [0, 2]))).toMatchObject({ scored: 20, fitted: "initial" });
    expect(fitted(begun(31, [0, 2, 5]))).toMatchObject({ scored: 62, fitted: "initial" });
    expect(fitted(begun(32, [0, 2, 5]))).toMatchObject({ scored: 64, fitted: "all" });
  });

  test("predicts what it has not seen better than the defaults do, in turns of work", () => {
    const one = learner("fsrs, 20000");
    const { fitted: what, weights, progress } = fitted(one.life(0));
    expect(what).toBe("all");
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.every((part) => part >= 0 && part <= 1)).toBe(true);
    const other = one.life(1);
    expect(meanLoss(other, weights)).toBeLessThan(meanLoss(other, DEFAULT_WEIGHTS) * 0.99);
  });

  test("is the same each time", () => {
    const history = learner("two traces, 1000").life(0);
    expect(fitted(history)).toEqual(fitted(history));
  });

  test("stays within the bounds, whatever the history", () => {
    const histories = fc.array(answers, { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(histories, (cards) => {
        // First intervals alike, so that the rest is fitted too.
        const alike = cards.map((card) => [
          { waitDays: 0, rating: 3 },
          { waitDays: 3, rating: card[0]?.rating ?? 3 },
          ...card,
        ]);
        const { weights, fitted: what } = fitted(columnsFrom(alike));
        expect(what).toBe("all");
        for (const [i, value] of weights.entries()) {
          expect(value).toBeGreaterThanOrEqual(LOWEST[i] ?? 0);
          expect(value).toBeLessThanOrEqual(HIGHEST[i] ?? 0);
        }
        expect(weights.slice(0, 4)).toEqual(weights.slice(0, 4).toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});
