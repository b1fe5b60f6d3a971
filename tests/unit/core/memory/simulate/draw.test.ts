import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import { predict } from "../../../../../src/core/memory/optimise/predict.ts";
import { randomFrom } from "../../../../../src/core/memory/random.ts";
import { bandOf } from "../../../../../src/core/memory/simulate/band.ts";
import { drawLearner } from "../../../../../src/core/memory/simulate/draw.ts";
import { pastOf, type SimulatedPast } from "../../../../../src/core/memory/simulate/past.ts";
import { NO_SHIFT, type Shift, shiftedRecall } from "../../../../../src/core/memory/simulate/shift.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";

const END = 200;

/** Cards that are asked some days after they were begun, by somebody who remembers with a shift and takes `seconds`. */
function history(cards: number, shift: Shift, { seconds = 5, skips = 0 }: { seconds?: number; skips?: number } = {}) {
  const random = randomFrom(cards);
  const at = (day: number, rating: number) => ({
    studyDay: day,
    rating,
    atMs: day * DAY_MS + 1,
    durationMs: seconds * 1000,
  });
  const days = Array.from({ length: 60 }, (_, n) => END - 60 + n).filter((day) => skips === 0 || day % skips !== 0);
  return columnsOf(
    Array.from({ length: cards }, (_, card) => {
      const [waited, ends] = [1 + (card % 40), days[card % days.length] ?? END - 1];
      const begun = [at(ends - waited, 3)];
      const [, recall = 0] = predict(columnsOf([[...begun, at(ends, 3)]]), DEFAULT_WEIGHTS);
      return [...begun, at(ends, random() < shiftedRecall(recall, shift, waited) ? 3 : 1)];
    }),
  );
}
const past = (...of: Parameters<typeof history>): SimulatedPast =>
  pastOf(
    history(...of),
    DEFAULT_WEIGHTS,
    END * DAY_MS,
    () => 10,
    () => 10,
  );
const draws = (of: SimulatedPast, count = 200) =>
  Array.from({ length: count }, (_, seed) => drawLearner(of, DEFAULT_WEIGHTS, 60, seed));

describe("the learner as he may be", () => {
  test("remembers as the log says and not as the weights do, by so much as the log can tell", () => {
    const worse = { level: -1, slope: -0.3 };
    const { shift } = past(6000, worse);
    expect(shift.level).toBeCloseTo(worse.level, 0);
    expect(Math.abs(shift.level - worse.level)).toBeLessThan(0.15);
    expect(Math.abs(shift.slope - worse.slope)).toBeLessThan(0.15);
    const width = (cards: number) => {
      const band = bandOf(draws(past(cards, worse)).map(({ learner }) => learner.shift.level));
      expect(band.low).toBeLessThan(worse.level);
      expect(band.high).toBeGreaterThan(worse.level);
      return band.high - band.low;
    };
    expect(width(100)).toBeGreaterThan(1.5 * width(6000));
  });

  test("takes the time that the answers took, and more or less of it where there are few", () => {
    const seconds = (cards: number) =>
      bandOf(draws(past(cards, NO_SHIFT, { seconds: 4 })).map(({ learner }) => learner.behaviour.seconds.review[2]));
    expect(seconds(3000).mean).toBeCloseTo(4, 0);
    expect(seconds(3000).high - seconds(3000).low).toBeLessThan(seconds(20).high - seconds(20).low);
  });

  test("comes as often as he came", () => {
    for (const skips of [0, 2]) {
      const of = past(2000, NO_SHIFT, { skips });
      const came = (60 * of.studied.reduce((sum, one) => sum + one, 0)) / of.days;
      const days = draws(of).map(({ habits }) => habits.studied.reduce((sum, one) => sum + one, 0));
      // What is usual weighs a little, and one long break in a log more: it may have come by chance.
      expect(Math.abs(bandOf(days).mean - came)).toBeLessThan(4);
    }
  });

  test("is somebody usual where there is no log, and the same for the same seed", () => {
    const nothing = pastOf(
      columnsOf([]),
      DEFAULT_WEIGHTS,
      END * DAY_MS,
      () => 10,
      () => 10,
    );
    const levels = bandOf(draws(nothing).map(({ learner }) => learner.shift.level));
    expect(Math.abs(levels.mean)).toBeLessThan(0.15);
    expect(levels.high).toBeGreaterThan(0.6);
    expect(drawLearner(nothing, DEFAULT_WEIGHTS, 60, 3)).toEqual(drawLearner(nothing, DEFAULT_WEIGHTS, 60, 3));
  });
});

test("a band holds one more run nine times of ten, also of few runs", () => {
  const random = randomFrom(4);
  const some = (count: number) => Array.from({ length: count }, () => random());
  const within = (count: number) =>
    some(4000).filter((one) => {
      const { low, high } = bandOf(some(count));
      return one >= low && one <= high;
    }).length / 4000;
  expect(Math.abs(within(20) - 0.9)).toBeLessThan(0.02);
  expect(Math.abs(within(100) - 0.9)).toBeLessThan(0.02);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
      (values) => {
        const { low, high } = bandOf(values);
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      },
    ),
  );
});
