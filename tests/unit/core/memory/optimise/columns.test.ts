import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsBefore, columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import { firstIntervals } from "../../../../../src/core/memory/optimise/first-intervals.ts";
import { scoredInOrder } from "../../../../../src/core/memory/optimise/scored.ts";
import { trainingSet } from "../../../../../src/core/memory/optimise/training-set.ts";
import { columns, columnsFrom } from "./arbitrary.ts";

const review = (studyDay: number, rating: number, atMs: number) => ({ studyDay, rating, atMs, durationMs: 5000 });

describe("columns", () => {
  test("hold days since the review before, never negative, and leave out cards without reviews", () => {
    const made = columnsOf([
      [review(10, 3, 1), review(10, 3, 2), review(14, 1, 3), review(12, 3, 4), review(15, 4, 5)],
      [],
      [review(12, 2, 6)],
    ]);
    expect([...made.starts]).toEqual([0, 5, 6]);
    // The fourth was made on an earlier day than the third; the days of a card stand still then.
    expect([...made.elapsedDays]).toEqual([0, 0, 4, 0, 1, 0]);
    expect([...made.ratings]).toEqual([3, 3, 1, 3, 4, 2]);
  });

  test("before an instant are what was known then", () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 20_000, max: 23_000 }), (history, day) => {
        const before = columnsBefore(history, day * 86_400_000);
        expect(before.atMs.every((at) => at < day * 86_400_000)).toBe(true);
        expect(before.atMs.length).toBe(history.atMs.filter((at) => at < day * 86_400_000).length);
        expect(before.starts.at(-1)).toBe(before.ratings.length);
        expect(columnsBefore(history, Number.POSITIVE_INFINITY)).toEqual(history);
      }),
    );
  });

  test("are scored in the order of time, same-day reviews left out", () => {
    const times = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(columns, fc.array(times, { minLength: 150, maxLength: 150 }), (history, at) => {
        const shuffled = { ...history, atMs: history.atMs.map((_, i) => 1.6e12 + (at[i] ?? 0)) };
        const expected = [...shuffled.ratings.keys()]
          .filter((i) => (shuffled.elapsedDays[i] ?? 0) > 0)
          .sort((a, b) => (shuffled.atMs[a] ?? 0) - (shuffled.atMs[b] ?? 0) || a - b);
        expect([...scoredInOrder(shuffled)]).toEqual(expected);
      }),
    );
  });
});

describe("what weights are fitted to", () => {
  test("the newest review counts four times the oldest, same-day reviews not at all", () => {
    const set = trainingSet(
      columnsFrom([[0, 5, 0, 9, 0].map((waitDays) => ({ waitDays, rating: 3 })), [{ waitDays: 0, rating: 3 }]]),
    );
    expect([...set.itemWeights]).toEqual([0, 0.25, 0, 1, 0, 0]);
    expect([...set.cards]).toEqual([0]);
    expect([set.scored, set.counts[0], set.ends[0], set.meanRecall]).toEqual([2, 2, 4, 1]);
  });

  test("of first intervals the rare, the scarce and the very long are left out", () => {
    const cards = (count: number, first: number, waitDays: number, remembered: number) =>
      Array.from({ length: count }, (_, i) => [
        { waitDays: 0, rating: first },
        { waitDays: 0, rating: 3 },
        { waitDays, rating: i < remembered ? 3 : 1 },
      ]);
    const history = columnsFrom([
      ...cards(30, 3, 2, 25),
      ...cards(12, 3, 4, 9),
      ...cards(12, 3, 300, 4),
      ...cards(10, 3, 5, 9),
      ...cards(19, 4, 8, 19),
    ]);
    // The ten are left out as the rarest, then twelve would make more than twenty; 300 days are too long; Easy is too rare.
    expect([...firstIntervals(history)]).toEqual([
      [
        3,
        [
          { grade: 3, days: 2, count: 30, remembered: 25 },
          { grade: 3, days: 4, count: 12, remembered: 9 },
        ].map((group) => expect.objectContaining(group)),
      ],
    ]);
  });
});
