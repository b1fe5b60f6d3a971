/** What a visit to chosen cards asks, and what it only practises. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card.ts";
import type { CardState } from "../../../../src/core/memory/card-state.ts";
import { buildQueue, type Day, NO_PLAN } from "../../../../src/core/plan/queue.ts";
import { type Counted, canCount, practiceOf, visitDay } from "../../../../src/core/plan/visit.ts";
import { at, NOW } from "../../../support/database/db-steps.ts";
import { card } from "../../../support/samples/cards.ts";

const TODAY = at(NOW).today;
const MEMORY = { stability: 10, difficulty: 5 };
const review = (dueDay: number, more: Partial<CardState> = {}): Partial<CardState> => ({
  phase: "review",
  memory: MEMORY,
  dueDay,
  lastDay: TODAY - 10,
  reviews: 3,
  ...more,
});
const DAY: Day<Card> = {
  learning: [],
  reviews: [],
  newCards: [],
  answered: [],
  settings: { newPerDay: 0, reviewsPerDay: 0 },
  now: at(NOW),
};
const names = (cards: readonly { readonly id: string }[]) => cards.map(({ id }) => id.split("/").slice(1).join("/"));
const visit = (chosen: readonly Card[], day = DAY) => {
  const found = visitDay(day, chosen, () => true);
  return { asked: names(buildQueue(found).cards), practised: names(practiceOf(found, chosen)) };
};

describe("a visit", () => {
  test("asks what is due or new whatever the limits of the day, and practises the rest as it was chosen", () => {
    const chosen = [card("later", 0, review(TODAY + 9)), card("due", 1, review(TODAY)), card("new", 2)];
    const { asked, practised } = visit(chosen);
    expect(asked.sort()).toEqual(["due/forward", "new/forward"]);
    expect(practised).toEqual(["later/forward"]);
  });

  test("asks one card of a fact a day, and practises its others", () => {
    const both = [card("a", 0), card("a", 1, {}, "reverse")];
    expect(visit(both)).toEqual({ asked: ["a/forward"], practised: ["a/reverse"] });
    const answered = [card("a", 0, review(TODAY + 5, { lastDay: TODAY }))];
    expect(visit(both, { ...DAY, answered })).toEqual({ asked: [], practised: ["a/forward", "a/reverse"] });
  });

  test("only practises what was put off, and leaves out what is suspended", () => {
    const chosen = [
      card("buried", 0, review(TODAY, { buriedUntil: TODAY + 1 })),
      card("suspended", 1, review(TODAY, { suspended: true })),
    ];
    const found = visitDay(DAY, chosen, ({ state }) => !state.suspended);
    expect([buildQueue(found).cards, names(practiceOf(found, chosen))]).toEqual([[], ["buried/forward"]]);
  });

  test("asks a contrast that was called for elsewhere only where it was chosen", () => {
    const [contrast, other] = [card("contrast", 0, review(TODAY + 9)), card("other", 1)];
    const day = { ...DAY, called: [contrast] };
    expect(visit([other], day)).toEqual({ asked: ["other/forward"], practised: [] });
    expect(visit([other, contrast], day)).toEqual({ asked: ["contrast/forward", "other/forward"], practised: [] });
  });

  test("goes on in a pause, and brings new cards after an absence too", () => {
    const plan = { ...NO_PLAN, pause: { untilDay: TODAY + 5 }, catchUp: { perDay: 1, untilDay: TODAY + 5 } };
    expect(visit([card("new")], { ...DAY, plan }).asked).toEqual(["new/forward"]);
  });

  test("asks early what is to count, behind what is due, until it was answered once more", () => {
    const chosen = [card("later", 0, review(TODAY + 9)), card("due", 1, review(TODAY))];
    const counted: Counted = new Map([[(chosen[0] as Card).id, 3]]);
    const day = visitDay(DAY, chosen, () => true, counted);
    expect(names(buildQueue(day).cards)).toEqual(["due/forward", "later/forward"]);
    expect(buildQueue(day).left.review).toBe(2);
    const answered = [card("later", 0, review(TODAY + 30, { reviews: 4 })), ...chosen.slice(1)];
    const after = visitDay(DAY, answered, () => true, counted);
    expect(names(buildQueue(after).cards)).toEqual(["due/forward"]);
    expect(practiceOf(after, answered, counted)).toEqual([]);
  });

  test("lets no new card count, none within its steps, none that was put off and none that is switched off", () => {
    const chosen = [
      card("new", 0),
      card("step", 1, review(TODAY, { phase: "relearning", dueAtMs: NOW + 1000 })),
      card("buried", 2, review(TODAY, { buriedUntil: TODAY + 1 })),
    ];
    expect(chosen.filter((one) => canCount(one, TODAY))).toEqual([]);
    const off = card("off", 3, review(TODAY + 9));
    expect(visitDay(DAY, [off], () => false, new Map([[off.id, 3]])).early).toEqual([]);
  });

  test("whatever is to count: each card is asked or practised once, a sibling as well", () => {
    const one = fc.record({ name: fc.constantFrom("a", "b"), side: fc.nat(3), ahead: fc.integer({ min: -3, max: 9 }) });
    const chosen = fc.uniqueArray(one, { selector: ({ name, side }) => `${name} ${side}` });
    fc.assert(
      fc.property(chosen, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (all, counts) => {
        const cards = all.map(({ name, side, ahead }, i) => card(name, i, review(TODAY + ahead), `side-${side}`));
        const counted: Counted = new Map(cards.filter((_, i) => counts[i]).map(({ id, state }) => [id, state.reviews]));
        const day = visitDay(DAY, cards, () => true, counted);
        const asked = names(buildQueue(day).cards);
        const practised = names(practiceOf(day, cards, counted));
        expect([...asked, ...practised].sort()).toEqual(names(cards).sort());
        for (const { id } of cards) if (counted.has(id)) expect(asked).toContain(id.split("/").slice(1).join("/"));
      }),
    );
  });

  test("whatever is chosen: each card is asked or practised once, and nothing else is", () => {
    const state = fc.oneof(
      fc.constant({}),
      fc.integer({ min: -5, max: 5 }).map((ahead) => review(TODAY + ahead)),
      fc.constant(review(TODAY, { phase: "relearning", dueAtMs: NOW - 1000, step: 0 })),
    );
    const chosen = fc.uniqueArray(fc.record({ name: fc.constantFrom("a", "b", "c"), side: fc.nat(3), state }), {
      selector: ({ name, side }) => `${name} ${side}`,
    });
    fc.assert(
      fc.property(chosen, (all) => {
        const cards = all.map(({ name, side, state: one }, i) => card(name, i, one, `side-${side}`));
        const { asked, practised } = visit(cards);
        expect([...asked, ...practised].sort()).toEqual(names(cards).sort());
      }),
    );
  });
});
