import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  balancedInterval,
  countOn,
  dayWeights,
  LONGEST_BALANCED_DAYS,
  type Load,
} from "../../../../src/core/memory/balance.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import {
  EASY_DAY_KINDS,
  readEasyDays,
  USUAL_WEEK,
  weekdayOf,
  writeEasyDays,
} from "../../../../src/core/memory/easy-days.ts";
import { fuzzRange } from "../../../../src/core/memory/fuzz.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { balancedYears, meanOf, variationOf } from "../../../support/samples/balanced-years.ts";
import { card } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const TODAY = 20_000;
const week = (text: string) => readEasyDays(text) ?? [];
const load = (due: Readonly<Record<number, number>>, more: Partial<Load> = {}): Load => ({
  dueOn: (day) => due[day - TODAY] ?? 0,
  siblingsOn: () => 0,
  easyDays: week(USUAL_WEEK),
  ...more,
});
const weights = (from: number, to: number, given: Load, prefersSooner = true) =>
  dayWeights({ shortest: from, longest: to }, given, { today: TODAY, prefersSooner });

describe("the weight of a day", () => {
  test("falls with its cards and with its distance, and is 1 where it is empty", () => {
    const [a, b, c] = weights(8, 10, load({ 8: 1, 9: 20 }));
    expect(a).toBeCloseTo(8 ** -3, 12);
    expect(b).toBeCloseTo(20 ** -2.15 * 9 ** -3, 12);
    expect(c).toBe(1);
  });

  test("is next to nothing beside a sibling, and grows with each day between", () => {
    const full = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, 1]));
    const bare = weights(10, 20, load(full));
    const beside = weights(10, 20, load(full, { siblingsOn: countOn([TODAY + 15]) }));
    const factors = beside.map((weight, i) => weight / (bare[i] ?? 1));
    for (const [i, factor] of [1, 0.8, 0.6, 0.4, 0.2, 1e-6, 0.2, 0.4, 0.6, 0.8, 1].entries())
      expect(factors[i]).toBeCloseTo(factor, 9);
    const two = weights(10, 20, load(full, { siblingsOn: countOn([TODAY + 13, TODAY + 17]) }));
    expect((two[5] ?? 0) / (bare[5] ?? 1)).toBeCloseTo(0.4 * 0.4, 9);
    const twice = weights(10, 20, load(full, { siblingsOn: countOn([TODAY + 13, TODAY + 13]) }));
    expect((twice[5] ?? 0) / (bare[5] ?? 1)).toBeCloseTo(0.4 * 0.4, 9);
  });

  test("of a day that is to stay free is small also where it is empty; of one with fewer, once it has half of the others", () => {
    // 2024-10-07, a Monday, is 20,003.
    expect([weekdayOf(TODAY), weekdayOf(TODAY + 3)]).toEqual([4, 0]);
    const easyDays = week("0fnnnnn");
    const [monday = 1, tuesday = 0, wednesday = 0] = weights(3, 5, load({ 5: 10 }, { easyDays }));
    expect(monday).toBeLessThan(wednesday);
    expect(tuesday).toBe(1);
    const full = weights(3, 5, load({ 4: 6, 5: 10 }, { easyDays }));
    expect(full[1]).toBeLessThan(full[2] ?? 0);
    const halfFull = weights(3, 5, load({ 4: 4, 5: 10 }, { easyDays }));
    expect(halfFull[1]).toBeGreaterThan(halfFull[2] ?? 1);
  });
});

test("days of the week are read as they are written", () => {
  const kinds = fc.array(fc.constantFrom(...EASY_DAY_KINDS), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(kinds, (days) => {
      expect(readEasyDays(writeEasyDays(days))).toEqual(days);
    }),
  );
  expect(readEasyDays("nnnnnn")).toBeNull();
});

const anyLoad = fc
  .record({
    counts: fc.array(fc.nat(60), { minLength: 120, maxLength: 120 }),
    siblings: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 4 }),
    easy: fc.array(fc.constantFrom("n", "f", "0"), { minLength: 7, maxLength: 7 }),
  })
  .map(({ counts, siblings, easy }) =>
    load(Object.fromEntries(counts.entries()), {
      siblingsOn: countOn(siblings.map((days) => TODAY + days)),
      easyDays: week(easy.join("")),
    }),
  );
const anyRandom = fc.double({ min: 0, max: 0.999999, noNaN: true });

test("the day lies in the range, and is the same for the same chance and load", () => {
  fc.assert(
    fc.property(
      anyLoad,
      anyRandom,
      fc.integer({ min: 1, max: 90 }),
      fc.nat(100),
      (given, random, days, elapsedDays) => {
        const range = fuzzRange(days, { elapsedDays, promisedDays: 0 }, 36_500);
        const weighing = { today: TODAY, prefersSooner: true };
        const chosen = balancedInterval(range, random, given, weighing);
        expect(chosen).toBeGreaterThanOrEqual(range.shortest);
        expect(chosen).toBeLessThanOrEqual(range.longest);
        expect(balancedInterval(range, random, given, weighing)).toBe(chosen);
      },
    ),
  );
});

const scheduler = schedulerFor(DEFAULT_SETTINGS);
const NOW = nowAt(TODAY * DAY_MS + 12 * HOUR_MS, UTC, 4);
const inReview = fc
  .record({
    stability: fc.double({ min: 0.1, max: 300, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    elapsed: fc.nat(200),
    promised: fc.integer({ min: 1, max: 200 }),
    reviews: fc.nat(50),
  })
  .map(({ stability, difficulty, elapsed, promised, reviews }): CardState => {
    const lastDay = TODAY - elapsed;
    const memory = { stability, difficulty };
    return { ...NEW_CARD_STATE, phase: "review", memory, lastDay, dueDay: lastDay + promised, reviews };
  });
const days = (state: CardState, coming?: Parameters<typeof scheduler.outcomes>[3]) =>
  scheduler.outcomes(card("a").id, state, NOW, coming).map(({ wait }) => (wait.unit === "days" ? wait.count : 0));

describe("balanced buttons", () => {
  test("keep their order, and their days were asked for beforehand where they are balanced", () => {
    fc.assert(
      fc.property(inReview, anyLoad, fc.option(fc.integer({ min: 0, max: 200 })), (state, given, exam) => {
        const examDay = exam === null ? null : TODAY + exam;
        const asked = new Set<number>();
        const dueOn = (day: number) => {
          asked.add(day - TODAY);
          return given.dueOn(day);
        };
        const [, hard = 0, good = 0, easy = 0] = days(state, { load: { ...given, dueOn }, examDay });
        expect(hard).toBeGreaterThanOrEqual(1);
        expect(good).toBeGreaterThanOrEqual(hard);
        expect(easy).toBeGreaterThanOrEqual(good);
        const ranges = scheduler.balancedRanges(state, NOW, examDay);
        const isCounted = (day: number) => ranges.some(({ shortest, longest }) => day >= shortest && day <= longest);
        expect([...asked].filter((day) => !isCounted(day))).toEqual([]);
        // Each day once.
        for (const [i, { shortest }] of ranges.entries()) expect(shortest).toBeGreaterThan(ranges[i - 1]?.longest ?? 0);
        // So many, and no more, are counted at a card.
        const counted = ranges.reduce((sum, { shortest, longest }) => sum + longest - shortest + 1, 0);
        expect(counted).toBeLessThanOrEqual(exam === null ? 45 : 70);
      }),
      { numRuns: 300 },
    );
  });

  test("are left to chance alone beyond ninety days, and without a load", () => {
    const state: CardState = {
      ...NEW_CARD_STATE,
      phase: "review",
      memory: { stability: 400, difficulty: 3 },
      lastDay: TODAY - 300,
      dueDay: TODAY,
      reviews: 4,
    };
    const unread = load({}, { dueOn: () => expect.unreachable("counted far ahead") });
    expect(Math.min(...days(state).slice(1))).toBeGreaterThan(LONGEST_BALANCED_DAYS + 10);
    expect(days(state, { load: unread, examDay: null })).toEqual(days(state));
  });

  test("keep a sibling off the day of its sibling, and mostly off the days beside it", () => {
    const apart = Array.from({ length: 200 }, (_, reviews) => {
      const state: CardState = {
        ...NEW_CARD_STATE,
        phase: "review",
        memory: { stability: 20, difficulty: 5 },
        lastDay: TODAY - 20,
        dueDay: TODAY,
        reviews,
      };
      const free = days(state, { load: load({}), examDay: null })[2] ?? 0;
      const siblingsOn = countOn([TODAY + free]);
      const full = load(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i, 5])), { siblingsOn });
      return Math.abs((days(state, { load: full, examDay: null })[2] ?? 0) - free);
    });
    expect(apart.filter((distance) => distance === 0)).toEqual([]);
    expect(meanOf(apart)).toBeGreaterThan(2);
  });
});

describe("a year", () => {
  const lived = (easyDays: string | null, cardsPerFact = 2) =>
    balancedYears({ seed: 1, days: 365, newPerDay: 5, cardsPerFact, easyDays }).slice(60);
  const chance = lived(null);
  const balanced = lived(USUAL_WEEK);

  test("has days that are more alike, and fewer siblings on one day", () => {
    const reviews = (years: typeof chance) => years.map((day) => day.reviews);
    expect(variationOf(reviews(balanced))).toBeLessThan(0.75 * variationOf(reviews(chance)));
    const together = (years: typeof chance) => meanOf(years.map((day) => day.together));
    expect(together(balanced)).toBeLessThan(0.7 * together(chance));
    // And costs no more answers than chance does.
    expect(meanOf(reviews(balanced))).toBeLessThan(1.05 * meanOf(reviews(chance)));
  });

  test("has lighter days where the learner asks for them", () => {
    const years = lived("nnnnnf0");
    const on = (weekday: number) =>
      meanOf(years.filter(({ day }) => weekdayOf(day) === weekday).map(({ reviews }) => reviews));
    const usual = meanOf([0, 1, 2, 3, 4].map(on));
    expect(on(5)).toBeLessThan(0.75 * usual);
    expect(on(6)).toBeLessThan(0.4 * usual);
    expect(on(6)).toBeLessThan(on(5));
  });
});
