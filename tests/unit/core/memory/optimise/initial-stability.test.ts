import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import {
  completeStabilities,
  searchInitialStabilities,
} from "../../../../../src/core/memory/optimise/initial-stability.ts";
import { recallAfter } from "../../../../../src/core/memory/optimise/recurrence.ts";

const stabilities = fc.double({ min: 0.2, max: 90, noNaN: true });
const even = new Map([1, 2, 3, 4].map((grade) => [grade, 10]));

describe("initial stabilities", () => {
  test("are found again from how a curve was remembered", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 20, noNaN: true }), (stability) => {
        const groups = [1, 2, 4, 8, 16].map((days) => {
          const count = 1e6;
          return { days, count, remembered: count * recallAfter(DEFAULT_WEIGHTS, days, stability) };
        });
        const found = searchInitialStabilities(new Map([[3, groups]]), 0.9).get(3) ?? 0;
        expect(Math.abs(found / stability - 1)).toBeLessThan(1e-3);
      }),
      { numRuns: 30 },
    );
  });

  test("never fall as the grade rises; the grade with fewer cards gives way", () => {
    fc.assert(
      fc.property(fc.array(stabilities, { minLength: 4, maxLength: 4 }), (values) => {
        const complete = completeStabilities(new Map(values.map((value, i) => [i + 1, value])), even) ?? [];
        expect(complete).toEqual(complete.toSorted((a, b) => a - b));
      }),
    );
    const counts = new Map([...even, [3, 99]]);
    const known = new Map([3, 5, 2, 7].map((value, i) => [i + 1, value]));
    expect(completeStabilities(known, counts)).toEqual([2, 2, 2, 7]);
  });

  test("are filled in where a grade was never given, at the place it has between its neighbours", () => {
    fc.assert(
      fc.property(stabilities, fc.double({ min: 1.1, max: 3, noNaN: true }), (second, ratio) => {
        // Any two fix the other two: S2 = S1^0.41·S3^0.59 and S3 = S2^0.46·S4^0.54.
        const third = second * ratio;
        const all = [(second / third ** 0.59) ** (1 / 0.41), second, third, (third / second ** 0.46) ** (1 / 0.54)];
        fc.pre(all.every((value) => value > 0.1 && value < 100));
        for (const missing of [[0], [1], [2], [3], [0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]) {
          const known = new Map(all.flatMap((value, i) => (missing.includes(i) ? [] : [[i + 1, value] as const])));
          const complete = completeStabilities(known, even) ?? [];
          for (const [i, value] of complete.entries()) expect(value / (all[i] ?? 0)).toBeCloseTo(1, 8);
        }
      }),
    );
  });

  test("keep the proportions of the defaults where one grade alone is known, and are nothing where none is", () => {
    const doubled = completeStabilities(new Map([[3, 2 * (DEFAULT_WEIGHTS[2] ?? 0)]]), even) ?? [];
    for (const [i, value] of doubled.entries()) expect(value).toBeCloseTo(2 * (DEFAULT_WEIGHTS[i] ?? 0), 10);
    expect(completeStabilities(new Map(), new Map())).toBeNull();
  });
});
