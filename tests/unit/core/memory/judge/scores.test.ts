import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reviewBins } from "../../../../../src/core/memory/judge/bins.ts";
import { bootstrapMean } from "../../../../../src/core/memory/judge/bootstrap.ts";
import { calibrationBins } from "../../../../../src/core/memory/judge/calibration.ts";
import { areaUnderCurve, logLoss, rmseOverBins, type Scored } from "../../../../../src/core/memory/judge/scores.ts";
import { randomFrom } from "../../../../../src/core/memory/random.ts";
import { columnsFrom } from "../optimise/arbitrary.ts";

const scored = (pairs: readonly (readonly [predicted: number, remembered: number])[]): Scored => ({
  predicted: Float64Array.from(pairs, ([predicted]) => predicted),
  remembered: Uint8Array.from(pairs, ([, remembered]) => remembered),
});
const pairs = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 19 }).map((n) => n / 20),
    fc.integer({ min: 0, max: 1 }),
  ),
  {
    minLength: 1,
    maxLength: 60,
  },
);

describe("scores", () => {
  test("log loss is the mean of −ln of what was given to the outcome", () => {
    expect(
      logLoss(
        scored([
          [0.9, 1],
          [0.8, 0],
        ]),
      ),
    ).toBeCloseTo((-Math.log(0.9) - Math.log(0.2)) / 2, 12);
    expect(logLoss(scored([[1, 0]]))).toBeCloseTo(-Math.log(1e-7), 6);
  });

  test("the area under the curve is the part of pairs in the right order", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const [passed, failed] = [1, 0].map((outcome) => some.filter(([, remembered]) => remembered === outcome));
        const all = (passed ?? []).flatMap(([p]) =>
          (failed ?? []).map(([q]): number => (p > q ? 1 : p === q ? 0.5 : 0)),
        );
        const expected = all.length === 0 ? null : all.reduce((sum, one) => sum + one, 0) / all.length;
        const found = areaUnderCurve(scored(some));
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 10);
      }),
    );
  });

  test("RMSE over bins compares means, bins counting by their size", () => {
    const some = scored([
      [0.9, 1],
      [0.7, 0],
      [0.5, 1],
      [0.6, 1],
    ]);
    expect(rmseOverBins(some, [1, 1, 2, 1])).toBeCloseTo(Math.sqrt((3 * (2.2 / 3 - 2 / 3) ** 2 + 0.25) / 4), 12);
  });

  test("bins part by days, long reviews and lapses, and leave same-day reviews out of the count", () => {
    const waits = [0, 0, 3, 5, 0, 5, 5];
    const ratings = [3, 3, 3, 1, 3, 3, 3];
    const bins = reviewBins(columnsFrom([waits.map((waitDays, i) => ({ waitDays, rating: ratings[i] ?? 3 }))]));
    const parts = (bin: number) => [bin >> 12, (bin >> 6) & 63, bin & 63];
    expect([2, 3, 5, 6].map((i) => parts(bins[i] ?? 0))).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [1, 2, 1],
      [1, 2, 1],
    ]);
  });

  test("calibration bins hold every review once, in order of prediction", () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const bins = calibrationBins(scored(some), 5, 4);
        expect(bins.length).toBe(Math.min(5, Math.max(1, Math.floor(some.length / 4))));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(some.length);
        const passed = bins.reduce((sum, { count, observed }) => sum + count * observed, 0);
        expect(passed).toBeCloseTo(some.filter(([, remembered]) => remembered === 1).length, 8);
        for (const [i, { predicted, observed, low, high }] of bins.entries()) {
          expect(predicted).toBeGreaterThanOrEqual((bins[i - 1]?.predicted ?? 0) - 1e-12);
          expect(low).toBeLessThanOrEqual(observed + 1e-12);
          expect(high).toBeGreaterThanOrEqual(observed - 1e-12);
        }
      }),
    );
  });
});

describe("the bootstrap over cards", () => {
  test("covers the true mean about as often as it says", () => {
    const random = randomFrom(3);
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const counts = Float64Array.from({ length: 80 }, () => 1 + Math.floor(random() * 5));
      // All reviews of a card are off by the same, which is what drawing whole cards is for.
      const sums = counts.map((count) => count * (random() - 0.5));
      const { low, high } = bootstrapMean(sums, counts, random);
      if (low <= 0 && high >= 0) covered += 1;
    }
    expect(covered).toBeGreaterThan(178);
    expect(covered).toBeLessThan(199);
  });
});
