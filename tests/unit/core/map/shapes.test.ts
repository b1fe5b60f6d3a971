/** Lines, their ends, outlines and the way of the arrow keys, as geometry. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point } from "../../../../src/core/deck/drawing.ts";
import { entityId } from "../../../../src/core/ids.ts";
import type { MapEnd, MapKind, MapNode } from "../../../../src/core/map/deck-map.ts";
import { endPath, linePath, roundedPath, stubs } from "../../../../src/core/map/line-shape.ts";
import { nodeTowards } from "../../../../src/core/map/neighbours.ts";
import { nodePath } from "../../../../src/core/map/node-shape.ts";
import { TEST_DECK } from "../../../support/samples/cards.ts";

const ENDS: readonly MapEnd[] = ["arrow", "bar", "dot", "open"];
const points = (...all: [number, number][]): Point[] => all.map(([x, y]) => ({ x, y }));
const ELBOW = points([0, 0], [100, 0], [100, 60]);
const numbers = (path: string): number[] => [...path.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));

describe("a line", () => {
  test("turns in a curve that stays within its corner", () => {
    expect(roundedPath(ELBOW, 8)).toBe("M0 0L92 0Q100 0 100 8L100 60");
    expect(roundedPath(points([0, 0], [10, 0], [10, 4]), 8)).toBe("M0 0L8 0Q10 0 10 2L10 4");
    expect(roundedPath(points([3, 3]), 8)).toBe("");
  });

  test("stops where its end begins", () => {
    expect(linePath(points([0, 0], [0, 50]), "arrow", 8)).toBe("M0 0L0 39.5");
    expect(linePath(points([0, 0], [0, 50]), "bar", 8)).toBe("M0 0L0 46");
  });

  test("ends in a shape of its own for each sign, pointing the way it goes", () => {
    expect(new Set(ENDS.map((end) => endPath(ELBOW, end))).size).toBe(4);
    // Downwards: the tip is the lowest point, and a bar lies level.
    expect(endPath(ELBOW, "arrow")).toBe("M100 57.5L94.8 47L105.2 47Z");
    expect(endPath(ELBOW, "bar")).toBe("M92 56L108 56");
    expect(endPath(ELBOW.toReversed(), "bar")).toBe("M4 -8L4 8");
  });

  test("that is silent leaves a stub at each end, which does not say where the other is", () => {
    const [first, second] = stubs(ELBOW, 17);
    expect(first).toEqual({ path: "M0 0L17 0", mark: { x: 17, y: 0 } });
    expect(second).toEqual({ path: "M100 60L100 43", mark: { x: 100, y: 43 } });
    expect(stubs(points([0, 0], [0, 30]), 17)).toEqual([{ path: "M0 0L0 15", mark: { x: 0, y: 15 } }]);
    expect(stubs(points([0, 0], [5, 0], [5, 100]), 17)[0]).toEqual({ path: "M0 0L5 0L5 12", mark: { x: 5, y: 12 } });
  });

  test("never has a stub that is longer than half of it", () => {
    const way = fc.array(fc.tuple(fc.integer({ max: 500, min: 1 }), fc.boolean()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(way, fc.integer({ min: 5, max: 40 }), (steps, length) => {
        const all = points([0, 0]);
        for (const [by, level] of steps) {
          const last = all.at(-1) ?? { x: 0, y: 0 };
          all.push(level ? { x: last.x + by, y: last.y } : { x: last.x, y: last.y + by });
        }
        const whole = steps.reduce((sum, [by]) => sum + by, 0);
        for (const { path, mark } of stubs(all, length)) {
          const xy = numbers(path);
          let drawn = 0;
          for (let i = 2; i + 1 < xy.length; i += 2)
            drawn += Math.hypot((xy[i] ?? 0) - (xy[i - 2] ?? 0), (xy[i + 1] ?? 0) - (xy[i - 1] ?? 0));
          expect(drawn).toBeLessThanOrEqual(Math.min(length, whole / 2) + 0.2);
          expect([mark.x, mark.y].every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });
});

test("each kind of entity has an outline of its own, within its box", () => {
  const kinds: readonly MapKind[] = ["cell", "signal", "organ", "substance", "effect", "condition", "other"];
  const paths = kinds.map((kind) => nodePath(kind, { x: 0, y: 0, width: 90, height: 34 }));
  expect(new Set(paths).size).toBe(kinds.length);
  for (const path of paths) expect(Math.max(...numbers(path))).toBeLessThanOrEqual(90);
});

describe("an arrow key", () => {
  const node = (name: string, x: number, y: number): MapNode => ({
    id: entityId(TEST_DECK, name),
    kind: "cell",
    lines: [name],
    inside: false,
    x,
    y,
    width: 20,
    height: 10,
  });
  const nodes = [node("middle", 100, 100), node("above", 110, 20), node("right", 200, 110), node("far", 400, 100)];
  const from = (name: string, direction: "left" | "right" | "up" | "down"): string =>
    nodeTowards(nodes, entityId(TEST_DECK, name), direction).replace(`${TEST_DECK}/`, "");

  test("leads to the nearest that lies that way, and nowhere past the last", () => {
    expect([from("middle", "up"), from("middle", "right"), from("right", "right")]).toEqual(["above", "right", "far"]);
    expect([from("middle", "left"), from("middle", "down"), from("far", "left")]).toEqual(["middle", "right", "right"]);
  });

  test("never leads back, and stays only where nothing lies that way", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const all = places.map(([x, y], i) => node(`n${i}`, x, y));
        const [first] = all;
        const next = all.find(({ id }) => first && id === nodeTowards(all, first.id, "right"));
        if (!first || !next) throw new Error("there is always one");
        const isAnyRight = all.some(({ x }) => x > first.x + 1);
        expect(next.x > first.x).toBe(isAnyRight);
      }),
    );
  });
});
