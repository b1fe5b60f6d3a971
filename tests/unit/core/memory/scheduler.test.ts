import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rating } from "../../../../src/core/log/kinds/review.ts";
import { countOn } from "../../../../src/core/memory/balance.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { readEasyDays } from "../../../../src/core/memory/easy-days.ts";
import { DEFAULT_WEIGHTS, makeModel, modelFor } from "../../../../src/core/memory/model.ts";
import { comesBack } from "../../../../src/core/memory/outcome.ts";
import { makeScheduler, retrievability, schedulerFor, schedulerOf } from "../../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { card } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const ID = card("fact").id;
const MODEL = modelFor({ desiredRetention: 0.9, weights: "default" });
const NOON = Date.UTC(2022, 10, 29, 12, 30);
const plain = makeScheduler(MODEL, { fuzz: false });

/** Answers a card at each of the given instants and returns what it promised and remembered. */
function answerAt(ratings: readonly Rating[], instant: (state: CardState, i: number) => number) {
  let state: CardState = NEW_CARD_STATE;
  const intervals: number[] = [];
  ratings.forEach((rating, i) => {
    const now = nowAt(instant(state, i), UTC, 4);
    const wait = plain.outcomes(ID, state, now)[rating - 1]?.wait;
    if (!wait) throw new Error("no outcome");
    const next = comesBack(wait, now.today, now);
    intervals.push(wait.unit === "days" ? wait.count : 0);
    state = { ...state, ...plain.transition(state, rating, now.today), ...next, lastDay: now.today };
  });
  return { state, intervals };
}

describe("known answers of the FSRS projects", () => {
  test("intervals when each review comes at its due time", () => {
    const ratings: Rating[] = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3];
    const atDue = (state: CardState) =>
      state.dueDay === null ? NOON : (state.dueAtMs ?? state.dueDay * DAY_MS + 12.5 * 3_600_000);
    expect(answerAt(ratings, atDue).intervals).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  test("memory state after given elapsed days", () => {
    const elapsed = [0, 0, 1, 3, 8, 21];
    const days = elapsed.map((_, i) => elapsed.slice(0, i + 1).reduce((sum, n) => sum + n, 0));
    const { state } = answerAt([1, 3, 3, 3, 3, 3], (_, i) => NOON + (days[i] ?? 0) * DAY_MS);
    expect(state.memory?.stability).toBeCloseTo(53.62691, 4);
    expect(state.memory?.difficulty).toBeCloseTo(6.3574867, 4);
  });
});

describe("study days, not UTC dates", () => {
  test("ten minutes across UTC midnight are no day", () => {
    const beforeMidnight = Date.UTC(2026, 0, 1, 23, 55);
    const across = answerAt([3, 3], (_, i) => beforeMidnight + i * 600_000);
    const within = answerAt([3, 3], (_, i) => beforeMidnight - 3_600_000 + i * 600_000);
    expect(across.state.memory).toEqual(within.state.memory);
  });

  test("a clock set back does not throw and counts as the same day", () => {
    const { state } = answerAt([4, 3], (_, i) => NOON - i * 40 * DAY_MS);
    expect(state.memory?.stability).toBeGreaterThan(0);
  });
});

describe("learning steps", () => {
  test("a new card: 1 minute, 6 minutes, 10 minutes, days", () => {
    const waits = plain.outcomes(ID, NEW_CARD_STATE, nowAt(NOON, UTC, 4)).map(({ wait }) => wait);
    expect(waits.slice(0, 3)).toEqual([1, 6, 10].map((count) => ({ unit: "minutes", count })));
    expect(waits[3]?.unit).toBe("days");
  });

  test("a forgotten card relearns for 10 minutes", () => {
    const { state } = answerAt([4, 1], (before, i) => (i === 0 ? NOON : (before.dueDay ?? 0) * DAY_MS + DAY_MS / 2));
    expect(state.phase).toBe("relearning");
    expect(state.dueAtMs).not.toBeNull();
  });
});

test("a preview and the grade that follows it promise the same", () => {
  const fuzzed = schedulerFor({ desiredRetention: 0.9, weights: "default" });
  const { state } = answerAt([4], () => NOON);
  const at = (ms: number) => fuzzed.outcomes(ID, state, nowAt(ms, UTC, 4)).map(({ wait }) => wait.count);
  expect(at(NOON + 8 * DAY_MS)).toEqual(at(NOON + 8 * DAY_MS + 123_456));
});

test("a better rating never comes back sooner, fuzz or not", () => {
  const fuzzed = schedulerFor({ desiredRetention: 0.9, weights: "default" });
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 30_000, noNaN: true }),
      fc.double({ min: 1, max: 10, noNaN: true }),
      fc.nat(2000),
      fc.nat(50),
      (stability, difficulty, elapsed, reviews) => {
        const today = 20_000;
        const state: CardState = {
          ...NEW_CARD_STATE,
          phase: "review",
          memory: { stability, difficulty },
          lastDay: today - elapsed,
          dueDay: today,
          reviews,
        };
        const [, hard = 0, good = 0, easy = 0] = fuzzed
          .outcomes(ID, state, nowAt(today * DAY_MS + DAY_MS / 2, UTC, 4))
          .map(({ wait }) => wait.count);
        expect(hard).toBeGreaterThanOrEqual(1);
        expect(good).toBeGreaterThanOrEqual(hard);
        expect(easy).toBeGreaterThanOrEqual(good);
        expect(easy).toBeLessThanOrEqual(36_500);
      },
    ),
  );
});

test("a traveller whose card was answered tomorrow counts all days from there, as the log does", () => {
  const scheduler = makeScheduler(MODEL);
  const [now, tomorrow] = [nowAt(NOON, UTC, 4), nowAt(NOON + DAY_MS, UTC, 4)];
  const easyDays = readEasyDays("n0fn0fn") ?? [];
  for (let stability = 1; stability < 200; stability *= 1.3) {
    const memory = { stability, difficulty: 5 };
    const [lastDay, dueDay] = [tomorrow.today, tomorrow.today];
    const state: CardState = { ...NEW_CARD_STATE, phase: "review", memory, lastDay, dueDay, reviews: 3 };
    for (const examDay of [null, now.today + 2, now.today + 30]) {
      const load = { dueOn: (day: number) => (day * 7919) % 13, siblingsOn: countOn([now.today + 9]), easyDays };
      const waits = (by: typeof now) =>
        scheduler.outcomes(ID, state, by, { load, examDay }).map(({ rating, wait }) => [rating, wait]);
      expect(waits(now)).toEqual(waits(tomorrow));
      const ranges = (by: typeof now) => scheduler.balancedRanges(state, by, examDay);
      expect(ranges(now)).toEqual(ranges(tomorrow));
    }
  }
});

test("retrievability is 0.9 after as many days as the stability, whole days counted", () => {
  expect(retrievability({ stability: 10, difficulty: 5 }, 10, MODEL)).toBeCloseTo(0.9, 6);
  expect(retrievability({ stability: 10, difficulty: 5 }, 0, MODEL)).toBe(1);
});

test("a weight vector of the wrong length is refused, not replaced", () => {
  expect(() => makeScheduler({ ...MODEL, weights: DEFAULT_WEIGHTS.slice(1) })).toThrow(RangeError);
});

describe("the model in force", () => {
  const { weights, learningSteps, relearningSteps } = MODEL;
  const named = (more: object) =>
    makeModel({ weights, learningSteps, relearningSteps, desiredRetention: 0.9, ...more }).id;

  test("is named after all that states depend on, the same everywhere, in few letters", () => {
    expect(MODEL.id).toBe(modelFor({ desiredRetention: 0.8, weights: "default" }).id);
    const others = [
      named({ weights: weights.map((weight, i) => (i === 20 ? weight + 1e-9 : weight)) }),
      named({ learningSteps: [1, 11] }),
      named({ learningSteps: [1, 10, 10], relearningSteps: [] }),
      named({ relearningSteps: [] }),
    ];
    expect(new Set([MODEL.id, ...others]).size).toBe(5);
    expect(MODEL.id).toMatchInlineSnapshot(`"fsrs-6-02sgtbw0bn1hyg"`);
    expect(MODEL.id.length).toBeLessThan(25);
  });

  test("has one scheduler, and another model has another, also under the same name", () => {
    expect(schedulerFor({ desiredRetention: 0.9, weights: "default" })).toBe(schedulerOf(MODEL));
    expect(schedulerFor({ desiredRetention: 0.8, weights: "default" })).not.toBe(schedulerOf(MODEL));
    const others = [
      { ...MODEL, learningSteps: [1] },
      { ...MODEL, relearningSteps: [1, 10] },
      { ...MODEL, weights: weights.map((weight) => weight * 1.1) },
    ];
    for (const other of others) expect(schedulerOf(other).model).toEqual(other);
  });
});
