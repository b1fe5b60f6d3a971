/** How strong a line of the map is, and what the map keeps to itself. */
import { describe, expect, test } from "vitest";
import { entityId } from "../../../../src/core/ids.ts";
import type { MapEdge, MapNode } from "../../../../src/core/map/deck-map.ts";
import { namelessNodes } from "../../../../src/core/map/hidden.ts";
import { lineState, type MapFact, mapFact } from "../../../../src/core/map/line-state.ts";
import { type CardState, NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { fact, TEST_DECK } from "../../../support/samples/cards.ts";

const TODAY = 20780;
const model = modelFor({ desiredRetention: 0.9, weights: "default" });
const begun: CardState = {
  ...NEW_CARD_STATE,
  phase: "review",
  memory: { stability: 10, difficulty: 5 },
  lastDay: TODAY - 10,
  dueDay: TODAY + 1,
  reviews: 3,
};
const known = (...states: (Partial<CardState> & { off?: boolean })[]): MapFact =>
  mapFact(
    states.map(({ off = false, ...state }) => ({ off, state: { ...begun, ...state } })),
    TODAY,
    model,
  );

describe("a fact of the map", () => {
  test("is as strong as its cards, and is due from the day on which one of them is", () => {
    // After as many days as the stability, recall is 0.9.
    expect(known({})).toMatchObject({ begun: 1, isDue: false, recall: expect.closeTo(0.9, 5) });
    expect(known({}, { dueDay: TODAY }).isDue).toBe(true);
    expect(known({ dueDay: TODAY - 30 }).isDue).toBe(true);
  });

  test("is not due while nothing of it will be asked", () => {
    expect(known(NEW_CARD_STATE)).toMatchObject({ begun: 0, recall: null, isDue: false });
    for (const reason of [{ suspended: true as const }, { buriedUntil: TODAY + 1 }, { off: true }]) {
      expect(known({ dueDay: TODAY, ...reason }).isDue).toBe(false);
    }
  });
});

const id = (name: string) => entityId(TEST_DECK, name);
const edge = (from: string, to: string, ...facts: string[]): MapEdge => ({
  from: id(from),
  to: id(to),
  end: "arrow",
  facts: facts.map((name) => fact(name)),
  points: [],
  label: null,
});
const strong: MapFact = { cards: 1, begun: 1, recall: 0.9, standing: "known", isDue: false };
const due: MapFact = { ...strong, recall: 0.5, isDue: true };
const facts = new Map([
  [fact("strong"), strong],
  [fact("due"), due],
]);

describe("a line", () => {
  test("has the mean of its facts, of which those that were not begun count as not known", () => {
    expect(lineState(edge("a", "b", "strong"), facts)).toEqual({ kind: "inked", recall: 0.9 });
    expect(lineState(edge("a", "b", "strong", "new"), facts)).toEqual({ kind: "inked", recall: 0.45 });
    expect(lineState(edge("a", "b", "new"), facts)).toEqual({ kind: "blank", recall: 0 });
  });

  test("is silent while one of its facts is due", () => {
    expect(lineState(edge("a", "b", "strong", "due"), facts)).toEqual({ kind: "silent", recall: 0.7 });
  });
});

describe("an entity", () => {
  const node = (name: string): MapNode => ({
    id: id(name),
    kind: "cell",
    lines: [name],
    inside: false,
    x: 0,
    y: 0,
    width: 1,
    height: 1,
  });
  const nameless = (...edges: MapEdge[]): string[] => [
    ...namelessNodes({ nodes: ["a", "b", "c"].map(node), edges }, facts),
  ];

  test("has no name while it hangs on one line that is silent, whichever end it is", () => {
    const strongToo = edge("a", "c", "strong");
    expect(nameless(edge("a", "b", "due"), strongToo)).toEqual([id("b")]);
    expect(nameless(edge("b", "a", "due"), strongToo)).toEqual([id("b")]);
    expect(nameless(edge("a", "b", "strong"), strongToo)).toEqual([]);
  });

  test("keeps its name where other lines lead to it, silent or not", () => {
    expect(nameless(edge("a", "b", "due"), edge("b", "c", "due"))).toEqual([id("a"), id("c")]);
  });

  test("of two that hang on each other only the object has none", () => {
    expect(nameless(edge("a", "b", "due"))).toEqual([id("b")]);
  });

  test("has none while its name would say what a silent line does: it holds the names of both ends", () => {
    const nodes = ["fgf23", "activation", "kidneys", "step"].map((name) => ({
      ...node(name),
      lines: name === "step" ? ["activation", "that FGF23 suppresses"] : [name],
    }));
    const edges = (state: string) => [
      edge("fgf23", "activation", state),
      edge("fgf23", "kidneys", "strong"),
      edge("kidneys", "activation", "strong"),
      edge("step", "kidneys", "strong"),
    ];
    expect([...namelessNodes({ nodes, edges: edges("due") }, facts)]).toEqual([id("step")]);
    expect([...namelessNodes({ nodes, edges: edges("strong") }, facts)]).toEqual([]);
  });
});
