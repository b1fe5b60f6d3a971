import { describe, expect, it, test } from "vitest";
import { buildDeck } from "../../../cards/index.ts";
import { askedFacts, graphOf } from "../../../cards/map/graph.ts";
import { buildMap } from "../../../cards/map/index.ts";
import { broken } from "../../../cards/map/lines.ts";
import type { Plan } from "../../../cards/map/plan.ts";
import type { MapBox, MapEdge, MapNode } from "../../../src/core/map/deck-map.ts";
import { nodeTowards } from "../../../src/core/map/neighbours.ts";
import { boneDeck } from "./built.ts";
import { boneMap } from "./built-map.ts";
import { clarityOf } from "./map-clarity.ts";
import { BONE_FOLDER, TIDES_FOLDER } from "./support.ts";

const deck = boneDeck;
const map = boneMap;

const idOf = (name: string): string => `${deck.id}/${name}`;
const sheet = (id: string) => {
  const found = map.sheets.find((one) => one.id === id);
  if (!found) throw new Error(`no sheet ${id}`);
  return found;
};

describe("the map of the bundled deck", () => {
  it("draws every fact that a card asks, on the sheet of its chapter", () => {
    const drawn = new Map(map.sheets.map(({ id, edges }) => [id, edges.flatMap(({ facts }) => facts)]));
    const missing = askedFacts(deck).filter(({ id, chapter }) => !drawn.get(chapter)?.includes(id));
    expect(missing).toEqual([]);
    expect(askedFacts(deck).length).toBeGreaterThan(100);
    expect(Object.keys(map.statements).sort()).toEqual(
      askedFacts(deck)
        .map(({ id }): string => id)
        .sort(),
    );
  });

  it("has nothing that crosses, overlaps or is covered on any sheet", () => {
    const none = { crossings: 0, shared: 0, overlaps: 0, covered: 0 };
    expect(map.sheets.map((one) => [one.id, clarityOf(one)])).toEqual(map.sheets.map(({ id }) => [id, none]));
  });

  it("keeps what belongs to bone inside its boundary, and all else out", () => {
    for (const { container, nodes } of map.sheets) {
      for (const node of nodes) {
        const { x, y, width, height } = container ?? { x: 0, y: 0, width: 0, height: 0 };
        const isWithin =
          node.x >= x && node.y >= y && node.x + node.width <= x + width && node.y + node.height <= y + height;
        expect([node.id, isWithin]).toEqual([node.id, node.inside]);
      }
    }
    const inside = sheet("core")
      .nodes.filter((node) => node.inside)
      .map(({ id }): string => id);
    const all = sheet("core").nodes.map(({ id }): string => id);
    for (const name of [
      "osteocalcin",
      "fgf23",
      "sclerostin",
      "osteocyte",
      "osteoblast",
      "local-estrogen",
      "aromatase",
    ]) {
      expect(inside).toContain(idOf(name));
    }
    for (const name of ["pth", "parathyroid-glands", "kidneys", "pancreas", "calcium"]) {
      expect(all).toContain(idOf(name));
      expect(inside).not.toContain(idOf(name));
    }
  });

  it("lets FGF23 and PTH pull vitamin D from two sides, in the middle of the core", () => {
    const { nodes, edges, width } = sheet("core");
    const node = nodes.find(({ id }) => id === idOf("vitamin-d-activation"));
    if (!node) throw new Error("vitamin D is not in the core");
    const pulls = edges
      .filter(({ to }) => to === node.id)
      .map(({ from, end, points }) => [from, end, Math.sign((points.at(-1)?.y ?? 0) - middle(node))]);
    expect(pulls).toEqual([
      [idOf("fgf23"), "bar", -1],
      [idOf("pth"), "arrow", 1],
    ]);
    expect(Math.abs((node.x + node.width / 2) / width - 0.5)).toBeLessThan(0.1);
  });

  it("leads every line from the border of its subject to that of its object, in right angles", () => {
    for (const { nodes, edges } of map.sheets) {
      const boxes = new Map(nodes.map((node) => [node.id, node]));
      for (const { from, to, points } of edges) {
        expect(points.length).toBeGreaterThan(1);
        expect([isOnBorder(boxes.get(from), points[0]), isOnBorder(boxes.get(to), points.at(-1))]).toEqual([
          true,
          true,
        ]);
        for (const [i, point] of points.slice(1).entries()) {
          const before = points[i];
          expect(Math.min(Math.abs(point.x - (before?.x ?? 0)), Math.abs(point.y - (before?.y ?? 0)))).toBeLessThan(
            0.6,
          );
        }
      }
    }
  });

  it("lets the arrow keys reach every entity of a sheet from its first", () => {
    for (const { id: name, nodes } of map.sheets) {
      const reached = new Set(nodes.slice(0, 1).map(({ id }) => id));
      for (const id of reached) {
        for (const way of ["left", "right", "up", "down"] as const) reached.add(nodeTowards(nodes, id, way));
      }
      expect([name, nodes.filter(({ id }) => !reached.has(id)).map(({ id }) => id)]).toEqual([name, []]);
    }
  });

  it("is the same each time it is built", async () => {
    expect(JSON.stringify(await buildMap(BONE_FOLDER, deck))).toBe(JSON.stringify(map));
  });
});

test("a deck without a map.yaml has no map", async () => {
  expect(await buildMap(TIDES_FOLDER, await buildDeck(TIDES_FOLDER))).toBeNull();
});

describe("the lines of a graph", () => {
  const plan: Plan = {
    kinds: { cell: [], signal: ["signal"], organ: [], substance: ["mineral"], effect: [], condition: [] },
    container: { title: "bone", holds: ["fgf23"] },
    core: { chapters: [], without: [], with: [] },
    words: {},
    hints: {},
  };

  it("are one for all facts of a pair, and lowering says more than regulating", () => {
    const facts = deck.facts.filter(
      ({ triple }) => triple.subject === idOf("fgf23") && triple.object === idOf("phosphate"),
    );
    expect(facts).toHaveLength(2);
    const { nodes, edges } = graphOf(deck, facts, plan);
    expect(edges).toMatchObject([{ end: "bar", words: "", facts: facts.map(({ id }) => id) }]);
    expect(nodes.map(({ kind, inside }) => [kind, inside])).toEqual([
      ["signal", true],
      ["substance", false],
    ]);
  });

  it("say in words what their end does not, in the number of the subject", () => {
    const facts = deck.facts.filter(({ id }) => id === idOf("pth-maker"));
    expect(graphOf(deck, facts, plan).edges).toMatchObject([{ end: "open", words: "make" }]);
  });
});

describe("what makes a sheet unclear is counted", () => {
  const node = (id: string, x: number, y: number): MapNode => ({
    id: id as MapNode["id"],
    kind: "cell",
    lines: [id],
    inside: false,
    x,
    y,
    width: 20,
    height: 10,
  });
  const line = (from: string, to: string, ...points: [number, number][]): MapEdge => ({
    from: from as MapEdge["from"],
    to: to as MapEdge["to"],
    end: "arrow",
    facts: [],
    points: points.map(([x, y]) => ({ x, y })),
    label: null,
  });
  const corners = [node("a", 0, 0), node("b", 100, 0), node("c", 50, -50), node("d", 50, 50)];

  it("two lines that cross", () => {
    const edges = [line("a", "b", [20, 5], [100, 5]), line("c", "d", [60, -40], [60, 50])];
    expect(clarityOf({ nodes: corners, edges })).toEqual({ crossings: 1, shared: 0, overlaps: 0, covered: 0 });
  });

  it("a line through an entity, and entities that overlap", () => {
    const nodes = [...corners, node("e", 60, 0), node("f", 65, 8)];
    expect(clarityOf({ nodes, edges: [line("a", "b", [20, 5], [100, 5])] })).toMatchObject({ overlaps: 1, covered: 1 });
  });

  it("two lines on one another, but not where they leave the same entity", () => {
    const edges = [line("a", "b", [20, 5], [100, 5]), line("c", "d", [60, -40], [60, 5], [80, 5], [80, 50])];
    expect(clarityOf({ nodes: corners, edges }).shared).toBe(1);
    expect(
      clarityOf({ nodes: corners, edges: edges.map((one) => ({ ...one, from: corners[0]?.id ?? one.from })) }).shared,
    ).toBe(0);
  });
});

test.each([
  ["chronic kidney disease", 11, ["chronic kidney", "disease"]],
  ["PTH", 11, ["PTH"]],
  ["is the first sign of", 14, ["is the first", "sign of"]],
])("%s is broken into lines of about %i letters", (text, letters, lines) => {
  expect(broken(text, letters)).toEqual(lines);
});

const middle = ({ y, height }: MapBox): number => y + height / 2;

function isOnBorder(box: MapBox | undefined, point: { x: number; y: number } | undefined): boolean {
  if (!box || !point) return false;
  const near = (one: number, other: number): boolean => Math.abs(one - other) < 1;
  const isOnSide = near(point.x, box.x) || near(point.x, box.x + box.width);
  const isOnEnd = near(point.y, box.y) || near(point.y, box.y + box.height);
  const isAlong =
    point.y > box.y - 1 && point.y < box.y + box.height + 1 && point.x > box.x - 1 && point.x < box.x + box.width + 1;
  return isAlong && (isOnSide || isOnEnd);
}
