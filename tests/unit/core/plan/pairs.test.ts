import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CardEntry } from "../../../../src/core/card.ts";
import { entityId, type FactId } from "../../../../src/core/ids.ts";
import { pairOf } from "../../../../src/core/plan/pairs.ts";
import { buildQueue, type Day } from "../../../../src/core/plan/queue.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { card, fact, TEST_DECK } from "../../../support/samples/cards.ts";
import { UTC } from "../../../support/samples/zones.ts";

const now = nowAt(Date.UTC(2026, 10, 23, 12), UTC, 4);
const review = (name: string, daysAgo = 0, template?: string) =>
  card(name, 0, { phase: "review", dueDay: now.today - daysAgo, reviews: 3 }, template);
const unseen = (name: string, order = 0, template?: string) => card(name, order, {}, template);
const done = (of: CardEntry, today = now.today): CardEntry => {
  const isNew = of.state.phase === "new";
  const onLastDay = { answers: 1, introductions: isNew ? 1 : 0, reviews: isNew ? 0 : 1 };
  return { ...of, state: { ...of.state, phase: "review", lastDay: today, dueDay: today + 3, reviews: 1, onLastDay } };
};
const pairsOf = (of: Readonly<Record<string, string>>): ReadonlyMap<FactId, string> =>
  new Map(Object.entries(of).map(([name, pair]) => [fact(name), pair]));

function shown(more: Partial<Day>): string[] {
  const settings = { newPerDay: 3, reviewsPerDay: 3 };
  const day = { learning: [], reviews: [], newCards: [], answered: [], settings, now };
  return buildQueue({ ...day, ...more }).cards.map(({ fact: of }) => of.slice(TEST_DECK.length + 1));
}

test("the two of a fact are the same whichever acts on the other, and one alone is no pair", () => {
  const [a, b] = [entityId(TEST_DECK, "a"), entityId(TEST_DECK, "b")];
  const of = (subject: typeof a, object: typeof a) => pairOf({ triple: { subject, relation: "raises", object } });
  expect(of(a, b)).toBe(of(b, a));
  expect(of(a, a)).toBe(null);
});

describe("two facts about the same two things", () => {
  const pairs = pairsOf({ a: "x y", b: "x y", c: "x z" });

  test("do not both come where another card can: the second gives up its place among the limit", () => {
    const newCards = ["a", "b", "c", "d", "e"].map((name, i) => unseen(name, i));
    expect(shown({ pairs, newCards })).toEqual(["a", "c", "d"]);
    const reviews = ["a", "b", "c", "d"].map((name) => review(name));
    expect(shown({ pairs, reviews })).toEqual(["a", "c", "d"]);
  });

  test("come at the end of the day where nothing else is left", () => {
    expect(shown({ pairs, reviews: [review("a"), review("b")], newCards: [unseen("d")] })).toEqual(["a", "d", "b"]);
  });

  test("are kept apart from what was answered today, and from what is being learnt", () => {
    const newCards = [unseen("b", 1), unseen("d", 2)];
    expect(shown({ pairs, newCards, answered: [done(unseen("a"))] })).toEqual(["d", "b"]);
    const learning = [card("a", 0, { phase: "learning", dueAtMs: now.nowMs + 9 * 60_000, dueDay: now.today })];
    expect(shown({ pairs, newCards, learning })).toEqual(["d", "b"]);
  });

  test("count among what is left of the day", () => {
    const day = { learning: [], answered: [], settings: { newPerDay: 3, reviewsPerDay: 3 }, now, pairs };
    const { left } = buildQueue({ ...day, reviews: [review("a"), review("b")], newCards: [unseen("d")] });
    expect(left).toEqual({ learning: 0, review: 2, new: 1 });
  });

  test("are also two cards that set the same two facts beside each other", () => {
    const waits = (name: string) => ({ ...unseen(name), unlockedBy: [fact("p"), fact("q")] });
    const turned = { ...unseen("r"), unlockedBy: [fact("q"), fact("p")] };
    expect(shown({ newCards: [waits("s"), turned, unseen("d")] })).toEqual(["s", "d", "r"]);
  });
});

/** Of some facts, cards of two templates each, new or due, some of them about the same two things. */
const decks = fc.record({
  cards: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(..."abcdefghij"),
      template: fc.constantFrom("forward", "reverse"),
      isNew: fc.boolean(),
      daysAgo: fc.nat({ max: 5 }),
    }),
    { selector: ({ name, template }) => `${name}/${template}`, maxLength: 16 },
  ),
  pairs: fc.array(fc.tuple(fc.constantFrom(..."abcdefghij"), fc.constantFrom("1", "2", "3")), { maxLength: 8 }),
  newPerDay: fc.integer({ min: 1, max: 6 }),
  reviewsPerDay: fc.integer({ min: 1, max: 8 }),
});

test("on no day do two of a pair come while the day allows another card", () => {
  fc.assert(
    fc.property(decks, ({ cards, pairs: named, newPerDay, reviewsPerDay }) => {
      const pairs = pairsOf(Object.fromEntries(named));
      let waiting: CardEntry[] = cards.map(({ name, template, isNew, daysAgo }, i) =>
        isNew ? unseen(name, i, template) : review(name, daysAgo, template),
      );
      for (let at = now; waiting.length > 0; at = nowAt(at.nowMs + DAY_MS, UTC, 4)) {
        const answered: CardEntry[] = [];
        const isPaired = ({ fact: of }: CardEntry): boolean =>
          pairs.has(of) && answered.some((other) => other.fact !== of && pairs.get(other.fact) === pairs.get(of));
        for (;;) {
          const isNew = ({ state }: CardEntry): boolean => state.phase === "new";
          const day: Day = {
            ...{ learning: [], answered, now: at, pairs, settings: { newPerDay, reviewsPerDay } },
            reviews: waiting.filter((one) => !isNew(one)),
            newCards: waiting.filter(isNew),
          };
          const [next] = buildQueue(day).cards;
          if (!next) break;
          const begun = answered.filter(({ state }) => state.onLastDay.introductions > 0).length;
          const allows = (one: CardEntry): boolean =>
            (isNew(one) ? begun < newPerDay : answered.length - begun < reviewsPerDay) &&
            answered.every(({ fact: of }) => of !== one.fact);
          expect(allows(next)).toBe(true);
          if (isPaired(next)) expect(waiting.filter((one) => allows(one) && !isPaired(one))).toEqual([]);
          waiting = waiting.filter((one) => one !== next);
          answered.push(done(next, at.today));
        }
        expect(answered.length).toBeGreaterThan(0);
      }
    }),
  );
});
