import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { readEasyDays, USUAL_WEEK } from "../../../../src/core/memory/easy-days.ts";
import { beforeExam, examFrom, isSeenLate, LONGEST_TO_EXAM_DAYS } from "../../../../src/core/memory/exam.ts";
import { DEFAULT_WEIGHTS } from "../../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { USUAL } from "../../../../src/core/memory/simulate/behaviour.ts";
import { everyDay, learnerOf } from "../../../../src/core/memory/simulate/run.ts";
import { recallOf } from "../../../../src/core/memory/simulate/step.ts";
import { type ExamPlan, runUntilExam } from "../../../../src/core/plan/exam-run.ts";
import { bringingForward, rescheduling } from "../../../../src/core/plan/reschedule.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { card } from "../../../support/samples/cards.ts";

const TODAY = 20_000;

test("an exam is ahead up to its day, within the years that anybody plans for", () => {
  expect([examFrom(TODAY, TODAY), examFrom(TODAY + 9, TODAY)]).toEqual([TODAY, TODAY + 9]);
  for (const value of [TODAY - 1, TODAY + LONGEST_TO_EXAM_DAYS + 1, TODAY + 0.5, "20010", null, undefined])
    expect(examFrom(value, TODAY)).toBeNull();
});

describe("days before an exam", () => {
  test("lie before it, unless the card is seen late enough, and intervals that lead there by themselves stay", () => {
    const days = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(days, fc.nat(90), fc.integer({ min: 2, max: 700 }), (interval, spread, ahead) => {
        const range = { shortest: Math.max(1, interval - spread), longest: interval + spread };
        const { shortest, longest, isCapped } = beforeExam(interval, range, TODAY + ahead, TODAY);
        if (range.longest < ahead || isSeenLate(interval, ahead)) {
          expect([shortest, longest, isCapped]).toEqual([range.shortest, range.longest, false]);
          return;
        }
        expect(shortest).toBeGreaterThanOrEqual(1);
        expect(shortest).toBeLessThanOrEqual(longest);
        expect(longest).toBe(ahead - 1);
        expect(isCapped).toBe(interval > ahead - 1);
        // What is capped comes in the last half of the time that is left, and at most three weeks before.
        if (isCapped && range.shortest >= ahead)
          expect(longest - shortest).toBeLessThanOrEqual(Math.min(21, (ahead - 1) / 2));
      }),
    );
  });

  test("come once for each card: what was answered in them is done with", () => {
    // 40 days may be seen for the last time ten days before.
    expect([9, 10, 11].map((ahead) => isSeenLate(40, ahead))).toEqual([true, true, false]);
    let day = TODAY;
    let seen = 0;
    for (const exam = TODAY + 60; day < exam; seen++) {
      const { longest } = beforeExam(80, { shortest: 80, longest: 80 }, exam, day);
      day += longest;
    }
    expect(seen).toBe(2);
  });

  test("are not to be had on its eve, on its day, or without one", () => {
    const range = { shortest: 8, longest: 12 };
    for (const exam of [null, TODAY, TODAY + 1])
      expect(beforeExam(10, range, exam, TODAY)).toEqual({ ...range, isBound: false, isCapped: false });
  });
});

const EASY = readEasyDays(USUAL_WEEK) ?? [];
const inReview = (name: string, stability: number, dueIn: number, elapsed = 5): CardEntry => {
  const state: CardState = {
    ...NEW_CARD_STATE,
    ...{
      phase: "review",
      memory: { stability, difficulty: 5 },
      lastDay: TODAY - elapsed,
      dueDay: TODAY + dueIn,
      reviews: 3,
    },
  };
  return { ...card(name, 0), state };
};

describe("bringing forward", () => {
  const EXAM = TODAY + 20;
  const cards = Array.from({ length: 200 }, (_, i) => inReview(`f${i}`, 40, i % 60));

  test("moves the cards that come too late, and only those, to days before the exam that are much alike", () => {
    const moves = bringingForward(cards, EXAM, TODAY, EASY);
    expect(moves.map(({ card: { id } }) => id)).toEqual(
      cards.flatMap(({ id, state }) => ((state.dueDay ?? 0) >= EXAM ? [id] : [])),
    );
    const counts = new Map<number, number>();
    for (const { dueDay } of moves) {
      expect(dueDay).toBeGreaterThan(TODAY);
      expect(dueDay).toBeLessThan(EXAM);
      counts.set(dueDay, (counts.get(dueDay) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBeLessThan(moves.length / 4);
    // The same again, and nothing once they are moved.
    expect(bringingForward(cards, EXAM, TODAY, EASY)).toEqual(moves);
    const moved = cards.map((one) => {
      const dueDay = moves.find(({ card: { id } }) => id === one.id)?.dueDay ?? one.state.dueDay;
      return { ...one, state: { ...one.state, dueDay } };
    });
    expect(bringingForward(moved, EXAM, TODAY, EASY)).toEqual([]);
    expect(bringingForward(cards, TODAY + 1, TODAY, EASY)).toEqual([]);
  });

  test("puts no card on a day of a pause, and moves none where that holds until the exam", () => {
    const moves = bringingForward(cards, EXAM, TODAY, EASY, TODAY + 18);
    expect(moves.map(({ card }) => card)).toEqual(bringingForward(cards, EXAM, TODAY, EASY).map(({ card }) => card));
    expect(new Set(moves.map(({ dueDay }) => dueDay - TODAY))).toEqual(new Set([18, 19]));
    expect(bringingForward(cards, EXAM, TODAY, EASY, EXAM)).toEqual([]);
  });

  test("looks at each card a few times, however many belong to one fact", () => {
    let looks = 0;
    const ofOneFact = (count: number) =>
      Array.from({ length: count }, (_, i) => {
        const one = { ...inReview("a", 40, 25), id: `${i}` as CardEntry["id"] };
        return new Proxy(one, {
          get(card, field: keyof CardEntry) {
            looks++;
            return card[field];
          },
        });
      });
    const looksAt = (count: number): number => {
      looks = 0;
      bringingForward(ofOneFact(count), EXAM, TODAY, EASY);
      return looks;
    };
    expect(looksAt(600)).toBe(2 * looksAt(300));
  });

  test("giving the days of the model leaves a card where its last answer could have put it", () => {
    const scheduler = schedulerFor(DEFAULT_SETTINGS);
    const due = (dueIn: number) => rescheduling([inReview("a", 20, dueIn)], scheduler, TODAY);
    // An interval of 20 days may be one of 17 to 23, five of which have passed.
    expect([12, 15, 18].map((dueIn) => due(dueIn).length)).toEqual([0, 0, 0]);
    for (const dueIn of [11, 19, 40]) {
      const [move] = due(dueIn);
      expect(move?.dueDay).toBeGreaterThanOrEqual(TODAY + 12);
      expect(move?.dueDay).toBeLessThanOrEqual(TODAY + 18);
    }
  });
});

describe("a future until an exam", () => {
  const learner = learnerOf(DEFAULT_WEIGHTS, USUAL);
  const plan = (more: Partial<ExamPlan> = {}): ExamPlan => ({
    cards: {
      stability: new Float64Array(60).fill(50),
      difficulty: new Float64Array(60).fill(5),
      elapsedDays: new Int32Array(60).fill(10),
      dueInDays: Int32Array.from({ length: 60 }, (_, i) => i),
    },
    factOf: Int32Array.from({ length: 200 }, (_, i) => i >> 1),
    ...{ newPerDay: 2, reviewsPerDay: 100, days: 40, pausedDays: 0, portions: null, leftToday: null, isPlanned: true },
    ...more,
  });
  const run = (more: Partial<ExamPlan> = {}) => runUntilExam(plan(more), learner, 0.9, 7, everyDay(40));

  test("brings more facts to the day where the exam is in view, for a little more time", () => {
    const [planned, unplanned] = [run(), run({ isPlanned: false })];
    expect(planned.begun).toBe(unplanned.begun);
    expect(planned.begun).toBe((60 + 80) / 2);
    expect(planned.facts / planned.begun).toBeGreaterThan(unplanned.facts / unplanned.begun + 0.02);
    expect(planned.facts).toBeLessThan(planned.begun);
    expect(planned.minutesPerDay).toBeGreaterThan(unplanned.minutesPerDay);
    expect(planned.minutesPerDay).toBeLessThan(2 * unplanned.minutesPerDay);
    expect(run()).toEqual(planned);
  });

  test("has no study in it while a pause holds, and the minutes of a day are those of the days after", () => {
    const [whole, half, none] = [run(), run({ pausedDays: 20 }), run({ pausedDays: 40 })];
    expect([half.begun, none.begun]).toEqual([(60 + 40) / 2, 30]);
    expect(half.facts).toBeLessThan(whole.facts);
    expect(none).toMatchObject({ minutesPerDay: 0 });
    // What nobody asks is forgotten as the curve says.
    expect(none.facts).toBeCloseTo(30 * recallOf(learner.weights, learner.derived, 50, 50), 6);
    // About half as much in all, in half the days.
    expect(half.minutesPerDay / whole.minutesPerDay).toBeGreaterThan(0.75);
  });

  test("without new cards, and with nothing at all, is what it is", () => {
    expect(run({ newPerDay: 0 }).begun).toBe(30);
    const nothing = {
      stability: new Float64Array(),
      difficulty: new Float64Array(),
      elapsedDays: new Int32Array(),
      dueInDays: new Int32Array(),
    };
    expect(run({ cards: nothing, factOf: new Int32Array() })).toEqual({ facts: 0, begun: 0, minutesPerDay: 0 });
  });
});
