/** The list of chapters on another day, while what is known today is read again. */
import "../../../support/gallery/browser-stub.ts";
import type { VNode } from "preact";
import { expect, test } from "vitest";
import type { Chapter } from "../../../../src/core/deck/deck.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { factsOn, placesOf } from "../../../../src/core/stats/memories.ts";
import { ChapterList } from "../../../../src/ui/progress/ChapterList.tsx";
import { card, TEST_DECK } from "../../../support/samples/cards.ts";
import { deckFacts } from "../../../support/samples/deck-facts.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const chapters = ["one", "two"].map((id): Chapter => ({ id, title: id, startsOff: false, offeredWhen: null }));
const DECK = { id: TEST_DECK, title: "t", language: "en", chapters };
const known = (isOneOff: boolean) => {
  const cards = [
    { ...card("a", 0), chapter: "one", off: isOneOff },
    { ...card("b", 1), chapter: "two", off: false },
  ];
  return deckFacts(DECK, [], cards, TODAY, model);
};

test("each chapter stands beside itself, though one was switched off elsewhere meanwhile", () => {
  const before = known(false);
  const memories = { cards: [], starts: Int32Array.of(0), days: new Int32Array(), stabilities: new Float64Array() };
  const then = factsOn(before, memories, placesOf(before, memories), TODAY - 80, model);
  const list = ChapterList({
    ...{ deck: known(true), shown: then, wanted: null },
    ...{ readCardWords: async () => [], onLight() {}, onFound() {} },
  });
  const items = list.props.children as VNode<{ children: VNode<Record<"chapter" | "today", { id: string }>> }>[];
  const drawn = items.map(({ props }) => props.children.props);
  expect(drawn.map(({ chapter, today }) => [chapter.id, today.id])).toEqual([
    ["one", "one"],
    ["two", "two"],
  ]);
});
