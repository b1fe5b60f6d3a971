import fc from "fast-check";
import { default_w, fsrs, type Grade } from "ts-fsrs";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { predict } from "../../../../../src/core/memory/optimise/predict.ts";
import {
  firstState,
  intervalFor,
  type MemoryState,
  nextState,
  recallAfter,
} from "../../../../../src/core/memory/optimise/recurrence.ts";
import { clipWeights, HIGHEST, LOWEST } from "../../../../../src/core/memory/weights.ts";
import { answers, columns, weightVectors } from "./arbitrary.ts";

const eightDecimals = (value: number) => Math.round(value * 1e8) / 1e8;

function engineFor(weights: ArrayLike<number>) {
  return fsrs({ w: Array.from(weights), enable_fuzz: false, enable_short_term: true });
}

describe("the recurrence of FSRS-6", () => {
  test("starts from the defaults of ts-fsrs, within bounds that keep them", () => {
    expect(DEFAULT_WEIGHTS).toEqual([...default_w]);
    const clipped = Float64Array.from(DEFAULT_WEIGHTS);
    clipWeights(clipped);
    expect([...clipped]).toEqual(DEFAULT_WEIGHTS);
  });

  test("keeps weights within the bounds of ts-fsrs", () => {
    for (const bound of [LOWEST, HIGHEST]) {
      const beyond = bound.map((value) => value + (bound === LOWEST ? -1 : 1) * 1e-4);
      // Of a first stability ts-fsrs has the lower bound elsewhere, where it schedules.
      const theirs = engineFor(beyond).parameters.w.map((value, i) => (i < 4 ? Math.max(value, 0.1) : value));
      expect(theirs).toEqual(bound);
    }
  });

  test("with eight decimals, is ts-fsrs to 1e-9 over whole histories", () => {
    fc.assert(
      fc.property(weightVectors, answers, (weights, history) => {
        const engine = engineFor(weights);
        let theirs: MemoryState | null = null;
        let ours: MemoryState | null = null;
        for (const { waitDays, rating } of history) {
          theirs = engine.next_state(theirs, theirs === null ? 0 : waitDays, rating as Grade);
          ours =
            ours === null
              ? firstState(weights, rating, eightDecimals)
              : nextState(weights, ours, waitDays, rating, eightDecimals);
          expect(Math.abs(ours.stability - theirs.stability)).toBeLessThanOrEqual(1e-9 * Math.max(1, theirs.stability));
          expect(Math.abs(ours.difficulty - theirs.difficulty)).toBeLessThanOrEqual(1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the curve with eight decimals is that of ts-fsrs; the interval is the curve solved for time", () => {
    fc.assert(
      fc.property(
        weightVectors,
        fc.integer({ min: 0, max: 5000 }),
        fc.double({ min: 0.01, max: 3000, noNaN: true }),
        fc.double({ min: 0.7, max: 0.97, noNaN: true }),
        (weights, days, stability, retention) => {
          const theirs = engineFor(weights).forgetting_curve(days, stability);
          expect(Math.abs(recallAfter(weights, days, stability, eightDecimals) - theirs)).toBeLessThanOrEqual(1e-9);
          expect(recallAfter(weights, intervalFor(weights, stability, retention), stability)).toBeCloseTo(
            retention,
            10,
          );
        },
      ),
    );
  });

  test("the fast pass predicts what the recurrence predicts, to 1e-9", () => {
    fc.assert(
      fc.property(weightVectors, columns, (weights, history) => {
        const fast = predict(history, weights);
        for (let card = 0; card + 1 < history.starts.length; card++) {
          let state = firstState(weights, history.ratings[history.starts[card] ?? 0] ?? 0);
          for (let i = (history.starts[card] ?? 0) + 1; i < (history.starts[card + 1] ?? 0); i++) {
            const elapsed = history.elapsedDays[i] ?? 0;
            if (elapsed === 0) expect(fast[i]).toBeNaN();
            else {
              const slow = recallAfter(weights, elapsed, state.stability);
              expect(Math.abs((fast[i] ?? 0) - slow)).toBeLessThan(1e-9);
            }
            state = nextState(weights, state, elapsed, history.ratings[i] ?? 0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
