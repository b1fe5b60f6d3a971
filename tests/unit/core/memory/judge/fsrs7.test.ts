import { describe, expect, test } from "vitest";
import {
  FSRS7_DEFAULTS,
  firstFsrs7State,
  fsrs7Recall,
  nextFsrs7State,
  predictFsrs7,
} from "../../../../../src/core/memory/judge/fsrs7.ts";
import { columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import vectors from "./fsrs7-vectors.json" with { type: "json" };

describe("FSRS-7", () => {
  test("reaches the state that the tests of fsrs-rs publish, to 1e-6", () => {
    // Again, then Good after 0, 1, 3, 8 and 21 days; fsrs-rs reckons in 32 bits.
    const state = [0, 1, 3, 8, 21].reduce(
      (before, days) => nextFsrs7State(FSRS7_DEFAULTS, before, days, 3),
      firstFsrs7State(FSRS7_DEFAULTS, 1),
    );
    expect(Math.abs(state.long / 25.985723 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(state.difficulty / 5.877549 - 1)).toBeLessThan(1e-6);
  });

  // What the functions of fsrs-rs, src/model_v7.rs at 114caff, give in 64 bits; made apart from the code that is tested.
  test("agrees to 1e-9 with the published program on all grades, both stabilities, and recall", () => {
    for (const history of vectors) {
      let state = { long: 0, short: 0, difficulty: 0 };
      for (const [i, { days, rating, recall, long, short, difficulty }] of history.entries()) {
        if (recall !== null) expect(Math.abs(fsrs7Recall(FSRS7_DEFAULTS, state, days) / recall - 1)).toBeLessThan(1e-9);
        state = i === 0 ? firstFsrs7State(FSRS7_DEFAULTS, rating) : nextFsrs7State(FSRS7_DEFAULTS, state, days, rating);
        expect(Math.abs(state.long / long - 1)).toBeLessThan(1e-9);
        expect(Math.abs(state.short / short - 1)).toBeLessThan(1e-9);
        expect(Math.abs(state.difficulty / difficulty - 1)).toBeLessThan(1e-9);
      }
    }
    expect(new Set(vectors.flat().map(({ rating }) => rating))).toEqual(new Set([1, 2, 3, 4]));
  });

  test("falls to each tenth of recall on the day that the tests of fsrs-rs publish", () => {
    const state = { long: 1, short: 1, difficulty: 5 };
    for (const [recall, days] of [
      [0.4, 12_813],
      [0.5, 843],
      [0.6, 92],
      [0.7, 13],
      [0.8, 2],
    ] as const) {
      expect(fsrs7Recall(FSRS7_DEFAULTS, state, days - 0.5)).toBeGreaterThan(recall);
      expect(fsrs7Recall(FSRS7_DEFAULTS, state, days + 0.5)).toBeLessThan(recall);
    }
  });

  test("predicts every review but a card's first, from the time that has really passed", () => {
    const at = (days: number, rating: number) => ({
      studyDay: 20_000 + Math.floor(days),
      rating,
      atMs: 1.7e12 + 86_400_000 * days,
      durationMs: 0,
    });
    const [first, later, last] = predictFsrs7(columnsOf([[at(0, 3), at(0.01, 3), at(1.5, 1)]]));
    const begun = firstFsrs7State(FSRS7_DEFAULTS, 3);
    expect(first).toBeNaN();
    expect(later).toBeCloseTo(fsrs7Recall(FSRS7_DEFAULTS, begun, 0.01), 9);
    const second = nextFsrs7State(FSRS7_DEFAULTS, begun, 0.01, 3);
    expect(last).toBeCloseTo(fsrs7Recall(FSRS7_DEFAULTS, second, 1.49), 9);
  });
});
