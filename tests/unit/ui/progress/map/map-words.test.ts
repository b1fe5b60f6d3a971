/** What the list beside the map tells of its lines. */
import { expect, test } from "vitest";
import { entityId } from "../../../../../src/core/ids.ts";
import type { MapEdge } from "../../../../../src/core/map/deck-map.ts";
import { lineState, type MapFact } from "../../../../../src/core/map/line-state.ts";
import { toldBy } from "../../../../../src/ui/progress/map/map-words.ts";
import { fact, TEST_DECK } from "../../../../support/samples/cards.ts";

const strong: MapFact = { cards: 1, begun: 1, recall: 0.9, standing: "known", isDue: false };
const facts = new Map([
  [fact("strong"), strong],
  [fact("due"), { ...strong, isDue: true }],
  [fact("beside-due"), strong],
]);
const line = (...names: string[]) => {
  const edge: MapEdge = {
    from: entityId(TEST_DECK, "a"),
    to: entityId(TEST_DECK, "b"),
    end: "arrow",
    facts: names.map((name) => fact(name)),
    points: [],
    label: null,
  };
  return { edge, state: lineState(edge, facts) };
};

test("a line that is silent is told of in number alone, with all that it stands for", () => {
  expect(toldBy([line("strong"), line("due", "beside-due")], new Set())).toEqual({
    facts: [fact("strong")],
    hidden: 2,
  });
});

test("what was not begun is told", () => {
  expect(toldBy([line("new"), line("strong")], new Set())).toEqual({ facts: [fact("new"), fact("strong")], hidden: 0 });
});

test("a line at an entity that has no name today is told of in number alone: its sentence would say the name", () => {
  const nameless = new Set([entityId(TEST_DECK, "b")]);
  expect(toldBy([line("strong")], nameless)).toEqual({ facts: [], hidden: 1 });
});
