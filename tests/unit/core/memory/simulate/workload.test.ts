import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { recallAfter } from "../../../../../src/core/memory/optimise/recurrence.ts";
import { randomFrom } from "../../../../../src/core/memory/random.ts";
import { USUAL } from "../../../../../src/core/memory/simulate/behaviour.ts";
import { everyDay, learnerOf, type Plan, runOnce } from "../../../../../src/core/memory/simulate/run.ts";
import {
  known,
  simulateWorkload,
  type Workload,
  type WorkloadOptions,
} from "../../../../../src/core/memory/simulate/workload.ts";

const learner = learnerOf(DEFAULT_WEIGHTS, USUAL);

function plan(begun: number, changes: Partial<Plan> = {}): Plan {
  const random = randomFrom(begun);
  const some = (of: () => number) => Array.from({ length: begun }, of);
  return {
    cards: {
      stability: Float64Array.from(some(() => 1 + 60 * random())),
      difficulty: Float64Array.from(some(() => 2 + 7 * random())),
      elapsedDays: Int32Array.from(some(() => 1 + Math.floor(20 * random()))),
      dueInDays: Int32Array.from(some(() => Math.floor(30 * random()) - 3)),
    },
    newCards: 0,
    newPerDay: 10,
    days: 90,
    ...changes,
  };
}

function workload(of: Plan, options: WorkloadOptions): { workload: Workload; turns: (Workload | null)[] } {
  const work = simulateWorkload(of, known(learner, of), options);
  for (const turns: (Workload | null)[] = []; ; ) {
    const { done, value } = work.next();
    if (done) return { workload: value, turns };
    turns.push(value);
  }
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe("one future", () => {
  test("is the same for the same seed, and another for another", () => {
    const one = runOnce(plan(50), learner, 0.9, 1);
    expect(runOnce(plan(50), learner, 0.9, 1)).toEqual(one);
    expect(runOnce(plan(50), learner, 0.9, 2)).not.toEqual(one);
  });

  test("begins so many new cards a day as are allowed, until there are none", () => {
    const { firsts, reviews } = runOnce(plan(0, { newCards: 25 }), learner, 0.9, 1);
    expect([...firsts.subarray(0, 4)]).toEqual([10, 10, 5, 0]);
    expect(reviews[0]).toBe(0);
    expect(total(runOnce(plan(0, { newCards: 25, newPerDay: 0 }), learner, 0.9, 1).seconds)).toBe(0);
  });

  test("has no answer on a day that is not studied, and loses none for it", () => {
    const habits = everyDay(90);
    for (let day = 0; day < 90; day += 2) habits.studied[day] = 0;
    const lazy = runOnce(plan(100, { newCards: 40 }), learner, 0.9, 3, habits);
    const idle = [...lazy.seconds.keys()].filter((day) => lazy.seconds[day] === 0);
    expect(idle).toEqual(expect.arrayContaining([...habits.studied.keys()].filter((day) => day % 2 === 0)));
    expect(total(lazy.firsts)).toBe(40);
    habits.studied.fill(0);
    expect(total(runOnce(plan(100), learner, 0.9, 1, habits).seconds)).toBe(0);
  });

  test("has no more on its first day than what is left of its limits once a part of it was done", () => {
    const late = plan(200, { newCards: 40, reviewsPerDay: 20 });
    const overdue = { ...late, cards: { ...late.cards, dueInDays: new Int32Array(200).fill(-9) } };
    const leftToday = { reviews: 3, firsts: 4 };
    const { reviews, firsts } = runOnce({ ...overdue, leftToday }, learner, 0.9, 3);
    expect([[...reviews.subarray(0, 3)], [...firsts.subarray(0, 3)]]).toEqual([
      [3, 20, 20],
      [4, 10, 10],
    ]);
    const inPortions = runOnce({ ...overdue, leftToday, portions: { days: 2, perDay: 7 } }, learner, 0.9, 3);
    expect([...inPortions.reviews.subarray(0, 3)]).toEqual([3, 7, 20]);
    expect([...inPortions.firsts.subarray(0, 3)]).toEqual([0, 0, 10]);
  });

  test("asks nothing as long as a pause holds, and what is due by then on the days after", () => {
    const paused = plan(200, { newCards: 40, pausedDays: 4, leftToday: { reviews: 0, firsts: 0 } });
    const { reviews, firsts, seconds } = runOnce(paused, learner, 0.9, 3);
    expect(total(seconds.subarray(0, 4))).toBe(0);
    const dueByThen = paused.cards.dueInDays.filter((day) => day <= 4).length;
    expect([reviews[4], firsts[4]]).toEqual([dueByThen, 10]);
    // The answers a day are those of the days that are studied.
    const [point] = workload(paused, { runs: 2, retentions: [0.9] }).workload.points;
    const each = [1, 2].map((seed) => {
      const run = runOnce(paused, learner, 0.9, seed);
      return (total(run.reviews) + total(run.firsts)) / 86;
    });
    expect(point?.reviewsPerDay.mean).toBeCloseTo((each[0] ?? 0) / 2 + (each[1] ?? 0) / 2, 8);
    const whole = workload(plan(50, { days: 30, pausedDays: 40 }), { runs: 2, retentions: [0.9] }).workload;
    expect(whole.points[0]?.minutesPerDay.mean).toBe(0);
    expect(whole.points[0]?.known.mean).toBeCloseTo(whole.knownWithout, 8);
  });

  test("has no more than the portions of a learner who catches up and nothing new until they are over", () => {
    const portions = { days: 5, perDay: 7 };
    const late = plan(200, { newCards: 40 });
    const overdue = { ...late, cards: { ...late.cards, dueInDays: new Int32Array(200).fill(-9) } };
    const { reviews, firsts } = runOnce({ ...overdue, portions }, learner, 0.9, 3);
    expect([...reviews.subarray(0, 5)]).toEqual([7, 7, 7, 7, 7]);
    expect([...firsts.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 10]);
    expect(reviews[5]).toBeGreaterThan(100);
    // The same with a limit of the settings alone begins new cards at once.
    expect(runOnce({ ...overdue, reviewsPerDay: 7 }, learner, 0.9, 3).firsts[0]).toBe(10);
  });

  test("begins the part of the new cards that the learner begins", () => {
    const habits = everyDay(90);
    habits.newPart.fill(0.25);
    const { firsts } = runOnce(plan(0, { newCards: 2000 }), learner, 0.9, 1, habits);
    expect(total(firsts)).toBeGreaterThan(90 * 2);
    expect(total(firsts)).toBeLessThan(90 * 3);
  });

  test("answers no more reviews on a day than its limit, and none is lost", () => {
    const free = plan(200);
    free.cards.dueInDays.fill(0);
    const held = runOnce({ ...free, reviewsPerDay: 20 }, learner, 0.9, 1);
    expect(Math.max(...held.reviews)).toBe(20);
    expect([...held.reviews.subarray(0, 10)]).toEqual(Array.from({ length: 10 }, () => 20));
    expect(runOnce(free, learner, 0.9, 1).reviews[0]).toBe(200);
  });

  test("forgets more often where the learner's odds of forgetting are higher", () => {
    const once = plan(4000, { days: 1 });
    once.cards.stability.fill(40);
    once.cards.elapsedDays.fill(40);
    once.cards.dueInDays.fill(0);
    const seconds = { ...USUAL.seconds, review: [1, 0, 0, 0] as const, relearning: [0, 0, 0, 0] as const };
    const forgotten = (odds: number) =>
      runOnce(once, learnerOf(DEFAULT_WEIGHTS, { ...USUAL, seconds }, { level: -Math.log(odds), slope: 0 }), 0.9, 1)
        .seconds[0] ?? 0;
    // Odds of 1 to 9 by the curve; three times as high they are 1 to 3.
    expect(Math.abs(forgotten(3) - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.1875));
    expect(Math.abs(forgotten(1) - 400)).toBeLessThan(4 * Math.sqrt(4000 * 0.09));
  });

  test("knows what the curve says where nothing falls due", () => {
    const far = plan(30);
    far.cards.dueInDays.fill(500);
    const { known, seconds } = runOnce(far, learner, 0.9, 1);
    const expected = [...far.cards.stability].reduce(
      (sum, stability, i) => sum + recallAfter(DEFAULT_WEIGHTS, 89 + (far.cards.elapsedDays[i] ?? 0), stability),
      0,
    );
    expect(known).toBeCloseTo(expected, 8);
    expect(total(seconds)).toBe(0);
  });

  test("forgets as often as the curve says", () => {
    // Each card falls due once, today; a lapse comes back within the days, a success does not.
    const many = plan(4000, { days: 2 });
    many.cards.stability.fill(40);
    many.cards.elapsedDays.fill(40);
    many.cards.dueInDays.fill(0);
    many.cards.difficulty.fill(5);
    const { reviews } = runOnce(many, learner, 0.97, 5);
    expect(reviews[0]).toBe(4000);
    // 0.9 at stability; four standard deviations either way.
    const { behaviour } = learner;
    const timed = learnerOf(DEFAULT_WEIGHTS, {
      ...behaviour,
      seconds: { ...behaviour.seconds, review: [1, 0, 0, 0], relearning: [0, 0, 0, 0] },
    });
    const forgotten = runOnce(many, timed, 0.97, 5).seconds[0] ?? 0;
    expect(Math.abs(forgotten - 400)).toBeLessThan(4 * Math.sqrt(4000 * 0.09));
  });
});

describe("workload by desired retention", () => {
  test("rises with it, as does what is known; bands hold their means", () => {
    const { workload: found, turns } = workload(plan(150, { newCards: 50 }), {
      runs: 8,
      retentions: [0.7, 0.8, 0.9, 0.97],
    });
    const rising = (of: (point: Workload["points"][number]) => number) => {
      const values = found.points.map(of);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    };
    rising(({ reviewsPerDay }) => reviewsPerDay.mean);
    rising(({ minutesPerDay }) => minutesPerDay.mean);
    rising(({ known }) => known.mean);
    for (const { reviewsPerDay, known, cardsPerHour } of found.points)
      for (const { low, mean, high } of [reviewsPerDay, known, cardsPerHour]) {
        expect(low).toBeLessThanOrEqual(mean);
        expect(mean).toBeLessThanOrEqual(high);
      }
    expect(found.knownWithout).toBeGreaterThan(0);
    expect(turns.filter((turn) => turn !== null).length).toBe(6);
  });

  test("marks no best value at an end, nor one that chance explains", () => {
    // Within three days hardly anything can be gained, and not by more than luck.
    expect(workload(plan(60, { days: 3 }), { runs: 10 }).workload.best).toBeNull();
    const only = workload(plan(150), { runs: 6, retentions: [0.9, 0.95] }).workload;
    expect(only.best).toBeNull();
  });

  test("marks a value between the ends that brings more in nearly every run", () => {
    // Lapses that cost two and a half minutes, and are likely late on a steep curve, make a low desired retention dear.
    const steep = DEFAULT_WEIGHTS.map((value, i) => (i === 20 ? 0.8 : value));
    const dear = learnerOf(steep, { ...USUAL, seconds: { ...USUAL.seconds, review: [150, 12, 10, 8] } });
    const work = simulateWorkload(plan(1000, { days: 365 }), known(dear, { days: 365 }), {
      runs: 5,
      retentions: [0.7, 0.8, 0.85, 0.9, 0.97],
    });
    let step = work.next();
    while (!step.done) step = work.next();
    expect(step.value.best).toBe(0.9);
  });

  test("is made of finite numbers for any deck", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: 0, max: 12 }),
        (begun, newCards, days, reviewsPerDay) => {
          const { workload: found } = workload(plan(begun, { newCards, days, reviewsPerDay }), {
            runs: 2,
            retentions: [0.7, 0.97],
          });
          for (const { desiredRetention: _, ...bands } of found.points)
            for (const { low, mean, high } of Object.values(bands))
              expect([low, mean, high].every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
