import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tickPlaces } from "../../../../src/ui/charts/chart.ts";
import { frameOf, linesTo } from "../../../../src/ui/charts/frame.ts";

describe("the lines of an axis", () => {
  test("are few and round, from nothing to what covers the highest value", () => {
    expect(linesTo(0)).toEqual([0, 1]);
    expect(linesTo(3)).toEqual([0, 1, 2, 3]);
    expect(linesTo(63)).toEqual([0, 20, 40, 60, 80]);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (highest) => {
        const lines = linesTo(highest);
        expect(lines[0]).toBe(0);
        expect(lines.at(-1)).toBeGreaterThanOrEqual(highest);
        expect(lines.length).toBeGreaterThan(1);
        expect(lines.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe("the words under an axis", () => {
  test("never meet, and the last one is there", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 100, max: 2000 }), (count, room) => {
        const places = tickPlaces(new Array<string>(count).fill("x"), room, 50);
        expect(places.at(-1)).toBe(count - 1);
        const gaps = places.slice(1).map((place, i) => ((place - (places[i] ?? 0)) * room) / count);
        for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(49.9);
      }),
    );
  });
});

test("rows without words get none", () => {
  expect(tickPlaces(["0", "", "", "3", "", ""], 1000, 50)).toEqual([0, 3]);
});

test("a frame keeps its scale within its picture, at any width and size of letters", () => {
  for (const room of [
    { width: 300, rem: 16 },
    { width: 1200, rem: 30 },
  ]) {
    const { y, top, bottom, left, right, width, height } = frameOf(room, [0, 10], 3, 6);
    expect([y(10), y(0)]).toEqual([top, bottom]);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(height);
    expect(left).toBeGreaterThan(0);
    expect(right).toBeLessThanOrEqual(width);
  }
});
