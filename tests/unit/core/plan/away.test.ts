import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  catchUpFrom,
  catchUpText,
  daysAway,
  likeliestFirst,
  pausedDaysOf,
  pauseFrom,
} from "../../../../src/core/plan/away.ts";
import { type Backlog, catchUpWith, planCatchUp } from "../../../../src/core/plan/portions.ts";
import { buildQueue, NO_PLAN } from "../../../../src/core/plan/queue.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { card } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const now = nowAt(Date.UTC(2026, 10, 23, 12), UTC, 4);
const { today } = now;

const due = (name: string, elapsed: number, stability: number) =>
  card(name, 0, {
    phase: "review",
    dueDay: today - 1,
    lastDay: today - elapsed,
    reviews: 3,
    memory: { stability, difficulty: 5 },
  });
const day = {
  now,
  settings: { newPerDay: 8, reviewsPerDay: 100 },
  learning: [],
  answered: [],
  newCards: [card("new")],
  reviews: [due("faded", 40, 2), due("firm", 40, 60), due("middling", 40, 20)],
};

const backlogs: fc.Arbitrary<Backlog> = fc.record({
  today: fc.constant(today),
  due: fc.integer({ min: 0, max: 600 }),
  done: fc.integer({ min: 0, max: 200 }),
  later: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }),
  forgotten: fc.double({ min: 0, max: 0.9, noNaN: true }),
  mostPerDay: fc.integer({ min: 0, max: 2000 }),
});

test("a pause rests on the days before its end, and on none beyond those that are looked at", () => {
  expect(pausedDaysOf(null, today, 30)).toBe(0);
  expect(pausedDaysOf({ untilDay: today + 4 }, today, 30)).toBe(4);
  expect(pausedDaysOf({ untilDay: today + 40 }, today, 30)).toBe(30);
});

test("an absence is told from a week on, and never to who has answered nothing", () => {
  expect(daysAway(null, today)).toBeNull();
  expect(daysAway(today, today)).toBeNull();
  expect(daysAway(today - 7, today)).toBeNull();
  expect(daysAway(today - 8, today)).toBe(7);
  expect(daysAway(today - 32, today)).toBe(31);
});

describe("a plan after an absence", () => {
  test("keeps the learner's limit, is kept in words, and clears what was due by the day that it names", () => {
    fc.assert(
      fc.property(backlogs, (backlog) => {
        const plan = planCatchUp(backlog);
        if (!plan) return;
        expect(plan.perDay).toBeLessThanOrEqual(backlog.mostPerDay);
        expect(catchUpFrom(catchUpText(plan), today)).toEqual(plan);
        let left = backlog.due;
        for (let at = today; at < plan.untilDay; at++) {
          const done = Math.min(left, Math.max(0, plan.perDay - (at === today ? backlog.done : 0)));
          left += done * backlog.forgotten - done + (backlog.later[at - today] ?? 0);
        }
        expect(left).toBeLessThanOrEqual(plan.perDay - (plan.untilDay === today ? backlog.done : 0));
      }),
    );
  });

  test("is not made where what is due is little", () => {
    expect(planCatchUp({ today, due: 15, done: 0, later: [], forgotten: 0.3, mostPerDay: 100 })).toBeNull();
  });

  test("takes the smallest portion that is done in ten days", () => {
    expect(planCatchUp({ today, due: 96, done: 0, later: [2, 3, 2, 4], forgotten: 0.2, mostPerDay: 100 })).toEqual({
      perDay: 20,
      untilDay: today + 6,
    });
  });

  test("is changed to portions of another size, with the day on which it is over then", () => {
    const backlog = { today, due: 96, done: 0, later: [2, 3, 2, 4], forgotten: 0.2, mostPerDay: 100 };
    expect(catchUpWith(backlog, 20)).toEqual(planCatchUp(backlog));
    expect(catchUpWith(backlog, 50)).toEqual({ perDay: 50, untilDay: today + 2 });
    expect(catchUpWith(backlog, 96)).toEqual({ perDay: 96, untilDay: today });
    expect(catchUpWith(backlog, 1)).toBeNull();
  });

  test("counts what was done today, which today's portion lets come no more", () => {
    const backlog = { today, due: 50, done: 40, later: [], forgotten: 0, mostPerDay: 100 };
    expect(catchUpWith(backlog, 30)).toEqual({ perDay: 30, untilDay: today + 2 });
    expect(catchUpWith(backlog, 45)).toEqual({ perDay: 45, untilDay: today + 1 });
    expect(catchUpWith(backlog, 90)).toEqual({ perDay: 90, untilDay: today });
    expect(planCatchUp({ ...backlog, due: 15 })).toEqual({ perDay: 20, untilDay: today + 1 });
  });

  test("brings what is most likely remembered first, no more than its portion, and no new cards", () => {
    const plan = { ...NO_PLAN, catchUp: { perDay: 2, untilDay: today + 3 } };
    expect(buildQueue({ ...day, plan }).cards.map(({ fact }) => fact.split("/")[1])).toEqual(["firm", "middling"]);
    expect(buildQueue(day).cards).toHaveLength(4);
  });

  test("is over after its day, and one that a wrong clock made is none", () => {
    const text = catchUpText({ perDay: 20, untilDay: today });
    expect(catchUpFrom(text, today)).not.toBeNull();
    expect(catchUpFrom(text, today + 1)).toBeNull();
    expect(catchUpFrom(text, today - 100)).toBeNull();
    for (const bad of [null, 7, "", "0 until 30000", "20 until"]) expect(catchUpFrom(bad, today)).toBeNull();
  });
});

test("the order is that of recall, whatever the weights: elapsed days over stability", () => {
  const states = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0.01, max: 500, noNaN: true }));
  fc.assert(
    fc.property(fc.array(states, { maxLength: 20 }), (all) => {
      const cards = all.map(([elapsed, stability], i) => due(`c${i}`, elapsed, stability));
      const recall = ({ state }: (typeof cards)[number]) =>
        (1 + (0.9 ** (-1 / 0.1542) - 1) * ((today - (state.lastDay ?? 0)) / (state.memory?.stability ?? 1))) ** -0.1542;
      const recalls = cards.toSorted(likeliestFirst(today)).map(recall);
      for (const [i, one] of recalls.slice(1).entries()) expect(one).toBeLessThanOrEqual((recalls[i] ?? 0) + 1e-12);
    }),
  );
});

test("a pause shows nothing and counts nothing, until its day", () => {
  expect(pauseFrom(today + 3, today)).toEqual({ untilDay: today + 3 });
  expect(pauseFrom(today, today)).toBeNull();
  for (const bad of [null, "soon", today + 0.5, today + 4000]) expect(pauseFrom(bad, today)).toBeNull();
  const paused = buildQueue({ ...day, plan: { ...NO_PLAN, pause: { untilDay: today + 3 } } });
  expect(paused).toMatchObject({ cards: [], ahead: [], left: { learning: 0, review: 0, new: 0 } });
});
