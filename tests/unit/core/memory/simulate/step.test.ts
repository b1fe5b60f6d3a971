import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derive } from "../../../../../src/core/memory/optimise/derived.ts";
import { nextState, recallAfter } from "../../../../../src/core/memory/optimise/recurrence.ts";
import { afterReview, afterSameDay, difficultyAfter, recallOf } from "../../../../../src/core/memory/simulate/step.ts";
import { weightVectors } from "../optimise/arbitrary.ts";

describe("a simulated answer", () => {
  test("changes memory as the recurrence does", () => {
    fc.assert(
      fc.property(
        weightVectors,
        fc.double({ min: 0.01, max: 3000, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 4 }),
        (weights, stability, difficulty, days, rating) => {
          const derived = derive(weights);
          const expected = nextState(weights, { stability, difficulty }, days, rating);
          const recall = recallOf(weights, derived, stability, days);
          expect(recall).toBeCloseTo(recallAfter(weights, days, stability), 12);
          const found =
            days === 0
              ? afterSameDay(weights, derived, stability, rating)
              : afterReview(weights, derived, stability, difficulty, recall, rating);
          expect(Math.abs(found / expected.stability - 1)).toBeLessThan(1e-9);
          expect(difficultyAfter(weights, derived, difficulty, rating)).toBeCloseTo(expected.difficulty, 12);
        },
      ),
      { numRuns: 500 },
    );
  });
});
