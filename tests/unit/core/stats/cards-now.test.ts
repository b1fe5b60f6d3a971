/** What the cards say as they stand now: forecast, distributions, facts known. Each case is worked out by hand. */
import { describe, expect, test } from "vitest";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { difficulties, recalls, stabilities } from "../../../../src/core/stats/distributions.ts";
import { factRecall } from "../../../../src/core/stats/fact-recall.ts";
import { forecast } from "../../../../src/core/stats/forecast.ts";
import { factsKnown, inColumns } from "../../../../src/core/stats/known-facts.ts";
import { fact as factId } from "../../../support/samples/cards.ts";
import { columnsOf } from "../../../support/samples/columns-of.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });

/** In review since `ago` days, due in `due` days. */
const inReview = (ago: number, due: number, stability = 10, difficulty = 5): CardState => ({
  ...NEW_CARD_STATE,
  phase: "review",
  memory: { stability, difficulty },
  lastDay: TODAY - ago,
  dueDay: TODAY + due,
  reviews: 3,
});
const inSteps = (due: number): CardState => ({
  ...NEW_CARD_STATE,
  phase: "learning",
  memory: { stability: 1, difficulty: 5 },
  lastDay: TODAY,
  dueDay: TODAY + due,
  dueAtMs: (TODAY + due) * 86_400_000,
  reviews: 1,
});

describe("forecast", () => {
  const states = [
    NEW_CARD_STATE,
    inReview(30, -2),
    inReview(10, -1),
    inReview(5, 0),
    inSteps(0),
    inReview(1, 20),
    inReview(1, 19),
    inReview(0, 29),
    inReview(0, 30),
  ];

  test("counts each day of the range, with and without what is overdue", () => {
    const without = forecast(...columnsOf(states), TODAY, 30, false);
    expect(without).toMatchObject({ backlog: 2, later: 1 });
    expect(without.days).toHaveLength(30);
    const used = (days: typeof without.days) => days.filter(({ young, mature, learning }) => young + mature + learning);
    expect(used(without.days)).toEqual([
      { day: TODAY, young: 1, mature: 0, learning: 1 },
      { day: TODAY + 19, young: 1, mature: 0, learning: 0 },
      // Waits of 21 days and of 29: the first is the shortest that is mature.
      { day: TODAY + 20, young: 0, mature: 1, learning: 0 },
      { day: TODAY + 29, young: 0, mature: 1, learning: 0 },
    ]);
    const [today] = forecast(...columnsOf(states), TODAY, 30, true).days;
    // Waits of 28 days and of 9 among those that are overdue.
    expect(today).toEqual({ day: TODAY, young: 2, mature: 1, learning: 1 });
  });

  test("lets what waits come in the portions of a learner who catches up, and the rest on the day after them", () => {
    const many = [
      ...Array.from({ length: 30 }, () => inReview(30, -5)),
      ...Array.from({ length: 10 }, () => inReview(1, -5)),
      inReview(1, 1),
      inSteps(0),
    ];
    const told = forecast(...columnsOf(many), TODAY, 30, true, { days: 3, perDay: 10, left: 4 });
    expect(told.backlog).toBe(40);
    expect(told.days.slice(0, 5).map(({ young, mature }) => young + mature)).toEqual([4, 10, 10, 17, 0]);
    expect(told.days[0]).toEqual({ day: TODAY, young: 1, mature: 3, learning: 1 });
    const all = told.days.reduce((sum, { young, mature }) => sum + young + mature, 0);
    expect(all).toBe(41);
    const short = forecast(...columnsOf(many), TODAY, 2, true, { days: 3, perDay: 10, left: 4 });
    expect([short.days.map(({ young, mature }) => young + mature), short.later]).toEqual([[4, 10], 27]);
  });

  test("lets all that is due by the end of a pause come on the day after it", () => {
    const pausedUntil = TODAY + 20;
    const told = forecast(...columnsOf(states), TODAY, 30, false, null, pausedUntil);
    const used = told.days.filter(({ young, mature, learning }) => young + mature + learning);
    expect(used).toEqual([
      { day: TODAY + 20, young: 2, mature: 1, learning: 1 },
      { day: TODAY + 29, young: 0, mature: 1, learning: 0 },
    ]);
    const [with20] = forecast(...columnsOf(states), TODAY, 30, true, null, pausedUntil).days.slice(20);
    expect(with20).toEqual({ day: TODAY + 20, young: 3, mature: 2, learning: 1 });
    expect(forecast(...columnsOf(states), TODAY, 7, true, null, pausedUntil)).toMatchObject({ backlog: 2, later: 8 });
    // As far as there is a card, and as far as the pause.
    expect(forecast(...columnsOf(states), TODAY, null, true, null, TODAY + 40).days.at(-1)).toMatchObject({
      day: TODAY + 40,
      learning: 1,
    });
    // A portion is of a day that is studied.
    const portions = { days: 22, perDay: 1, left: 0 };
    const told20 = forecast(...columnsOf(states), TODAY, 30, true, portions, pausedUntil).days.slice(19, 24);
    expect(told20.map(({ young, mature }) => young + mature)).toEqual([0, 1, 1, 3, 0]);
  });

  test("goes as far as there is a card, where all is asked for", () => {
    const all = forecast(...columnsOf(states), TODAY, null, true);
    expect(all.days).toHaveLength(31);
    expect(all.later).toBe(0);
    expect(forecast(...columnsOf([NEW_CARD_STATE]), TODAY, null, true).days).toHaveLength(1);
    expect(forecast(...columnsOf([inReview(0, 4_000_000)]), TODAY, null, true)).toMatchObject({ later: 1 });
  });
});

describe("distributions", () => {
  const states = [NEW_CARD_STATE, inReview(0, 5, 0.5, 1), inReview(10, 5, 10, 5.5), inReview(10, 5, 800, 10)];

  test("hold every card that was begun, once", () => {
    const filled = (bins: readonly { from: number; cards: number }[]) =>
      bins.filter(({ cards }) => cards > 0).map(({ from, cards }) => [from, cards]);
    expect(filled(stabilities(...columnsOf(states)).bins)).toEqual([
      [0, 1],
      [7, 1],
      [730, 1],
    ]);
    // The greatest difficulty there is belongs to the last bin.
    expect(filled(difficulties(...columnsOf(states)).bins)).toEqual([
      [1, 1],
      [5, 1],
      [9, 1],
    ]);
    // Recall is 1 on the day of the review, 0.9 after as many days as the stability, and 0.999 after an eightieth of them.
    expect(filled(recalls(...columnsOf(states), TODAY, model).bins)).toEqual([
      [0.9, 1],
      [0.95, 2],
    ]);
  });

  test("have a median, between the two in the middle", () => {
    expect(stabilities(...columnsOf(states)).median).toBe(10);
    expect(stabilities(...columnsOf([inReview(0, 1, 4), inReview(0, 1, 8)])).median).toBe(6);
    expect(stabilities(...columnsOf([NEW_CARD_STATE])).median).toBeNull();
  });
});

describe("facts", () => {
  const fact = (...states: CardState[]) =>
    factRecall(
      states.map((state) => ({ state })),
      TODAY,
      model,
    );

  test("are known by the mean of their begun cards", () => {
    const { recall, standing, cards, begun } = fact(inReview(0, 5), inReview(10, 0), NEW_CARD_STATE);
    expect(recall).toBeCloseTo(0.95, 10);
    expect({ standing, cards, begun }).toEqual({ standing: "known", cards: 3, begun: 2 });
  });

  test("are new without a begun card, learning within first steps, fading where recall is far below what is wanted", () => {
    expect(fact(NEW_CARD_STATE)).toEqual({ recall: null, standing: "new", cards: 1, begun: 0 });
    expect(fact(inSteps(0)).standing).toBe("learning");
    expect(fact(inReview(10, 0)).standing).toBe("known");
    expect(fact(inReview(40, -30)).standing).toBe("fading");
  });

  test("are counted together, with how many one would recall", () => {
    // Of those within their first steps one was known once, and one never yet.
    const begun = [fact({ ...inSteps(0), successes: 1 }), fact(inSteps(0))];
    const rest = { id: factId("any"), statement: null, cardIds: [], lastDay: null, lastAtMs: 0, begunOnLastDay: false };
    const facts = [fact(inReview(0, 5)), fact(inReview(10, 0)), fact(NEW_CARD_STATE), ...begun];
    const known = factsKnown([inColumns(facts.map((one) => ({ ...rest, ...one })))]);
    expect(known).toMatchObject({ facts: 5, known: 2, learning: 2, new: 1, fading: 0 });
    expect(known.expected).toBeCloseTo(1 + 0.9 + 1, 10);
  });

  test("that were forgotten today are not recalled, whatever the formula says of the day of an answer", () => {
    const forgotten: CardState = { ...inReview(0, 0), phase: "relearning" };
    expect(fact(forgotten)).toMatchObject({ recall: 0, standing: "fading" });
    expect(fact({ ...forgotten, lastDay: TODAY - 1 }).recall).toBeGreaterThan(0.9);
    // The distribution is the formula's, as in Anki's own graphs.
    expect(recalls(...columnsOf([forgotten]), TODAY, model).median).toBe(1);
  });

  test("fade while nobody comes", () => {
    const state = inReview(0, 5, 10);
    const on = (day: number) => factRecall([{ state }], day, model).recall ?? 0;
    const weeks = [0, 7, 30, 120, 400].map((days) => on(TODAY + days));
    expect(weeks).toEqual(weeks.toSorted((a, b) => b - a));
    expect(weeks.at(-1)).toBeLessThan(0.6);
  });
});
