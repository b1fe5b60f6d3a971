/** The facts of a deck by chapter: which are shown, in which order, and what is begun today. */
import { describe, expect, test } from "vitest";
import type { Card } from "../../../../src/core/card.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { listed } from "../../../../src/core/stats/known-facts.ts";
import { card, fact, TEST_DECK } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const memory = { stability: 10, difficulty: 5 };
const begun = (ago: number, reviews: number, answers: number) => ({
  phase: "review" as const,
  memory,
  lastDay: TODAY - ago,
  dueDay: TODAY + 5,
  reviews,
  onLastDay: { answers, introductions: 0, reviews: 0 },
});
const at = (chapter: string, one: Card, more: { off?: boolean; retired?: boolean } = {}) => ({
  ...one,
  chapter,
  off: false,
  ...more,
});
const deck = {
  id: TEST_DECK,
  title: "Deck",
  language: "en",
  chapters: ["first", "second", "third"].map((id) => ({
    id,
    title: id.toUpperCase(),
    startsOff: false,
    offeredWhen: null,
  })),
};
const statement = (name: string) => ({
  id: fact(name),
  statement: [{ kind: "text" as const, text: `${name} is so.` }],
});

describe("the facts of a deck", () => {
  const found = deckFacts(
    deck,
    [statement("b"), statement("a"), statement("nothing")],
    [
      at("second", card("a", 0, begun(3, 4, 1))),
      at("second", card("a", 9, NEW_CARD_STATE, "reverse")),
      at("second", card("b", 1, begun(0, 2, 2))),
      at("first", card("c", 2)),
      at("third", card("off", 3), { off: true }),
      at("third", card("gone", 4, begun(1, 1, 1)), { retired: true }),
    ],
    TODAY,
    model,
  );

  test("stand by chapter, in the order of the deck; one without a sentence comes last", () => {
    expect(found.chapters.map(({ title, facts }) => [title, listed(facts).map(({ id }) => id.split("/")[1])])).toEqual([
      ["FIRST", ["c"]],
      ["SECOND", ["b", "a"]],
    ]);
    expect(found.chapters[0]?.facts.at(0).statement).toBeNull();
    expect(found.known).toMatchObject({ facts: 3, new: 1, known: 2 });
  });

  test("know which were begun today, and which were only answered", () => {
    const [b, a] = [0, 1].map((place) => found.chapters[1]?.facts.at(place));
    expect([b?.lastDay, b?.begunOnLastDay]).toEqual([TODAY, true]);
    expect([a?.lastDay, a?.begunOnLastDay, a?.cards, a?.begun]).toEqual([TODAY - 3, false, 2, 1]);
  });

  test("of a chapter that is switched off are shown once they were begun", () => {
    const off = [at("third", card("x", 0), { off: true }), at("third", card("y", 1, begun(1, 1, 1)), { off: true })];
    const [chapter, ...more] = deckFacts(deck, [], off, TODAY, model).chapters;
    expect(more).toEqual([]);
    expect(chapter && listed(chapter.facts).map(({ id }) => id)).toEqual([fact("y")]);
  });
});
