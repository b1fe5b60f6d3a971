import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookBack } from "../../../../../src/core/memory/simulate/look-back.ts";

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("which days are looked back on", () => {
  test("the last 90, or as many as there are", () => {
    expect([...lookBack(range(0, 200)).back]).toEqual(range(0, 89).reverse());
    expect([...lookBack([3, 0, 3, 5]).back]).toEqual([5, 4, 3, 2, 1, 0]);
    expect(lookBack([])).toMatchObject({ back: new Int32Array(0), absentDays: 0 });
  });

  test("an absence of more than 30 days is left out, and days before it take its place", () => {
    const away = lookBack([...range(0, 9), ...range(50, 300)]);
    expect(away.absentDays).toBe(40);
    expect([...away.back]).toEqual([...range(0, 9), ...range(50, 129)].reverse());
    // Still away: what was before is the habit.
    expect([...lookBack(range(45, 60)).back]).toEqual(range(45, 60).reverse());
    expect(lookBack(range(45, 60)).absentDays).toBe(45);
  });

  test("a break of 30 days is a habit, as is an absence before the last 90 days, and a second one", () => {
    expect(lookBack([...range(0, 9), ...range(40, 300)]).absentDays).toBe(0);
    expect(lookBack([...range(0, 89), ...range(130, 300)]).absentDays).toBe(0);
    const often = lookBack([0, 40, 80, 120]);
    expect(often.absentDays).toBe(39);
    expect([...often.back]).toEqual([0, ...range(40, 120)].reverse());
  });

  test("days are of the log, each once, from the oldest on", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 })), (studied) => {
        const { back, absentDays } = lookBack(studied);
        const days = [...back];
        expect(days).toEqual([...new Set(days)].sort((a, b) => b - a));
        expect(days.length).toBeLessThanOrEqual(90);
        if (studied.length === 0) return;
        expect(days[0]).toBeLessThanOrEqual(Math.max(...studied));
        expect(absentDays === 0 || absentDays > 30).toBe(true);
        // Only days without an answer are left out.
        const between = range(days.at(-1) ?? 0, days[0] ?? 0).filter((day) => !days.includes(day));
        expect(between.filter((day) => studied.includes(day))).toEqual([]);
      }),
    );
  });
});
