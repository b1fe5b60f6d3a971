import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tickPlaces, wordLines, wordRoom } from "../../../../src/ui/charts/chart.ts";
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

describe("the words of kinds", () => {
  const KINDS = ["New", "Learning", "Relearning", "Young", "Mature"];

  test("stand on one line where that has room for them, and else on so many that none meets another", () => {
    expect([60, 25, 12].map((room) => wordLines(KINDS, room))).toEqual([1, 2, 3]);
    expect(wordLines([], 30)).toBe(1);
    const word = fc.string({ minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), fc.integer({ min: 8, max: 90 }), (words, room) => {
        const lines = wordLines(words, room);
        const step = room / words.length;
        for (const [row, one] of words.entries()) {
          const next = words[row + lines];
          if (next !== undefined)
            expect((wordRoom(one.length) + wordRoom(next.length)) / 2).toBeLessThanOrEqual(lines * step);
        }
      }),
    );
  });

  test("make the picture higher, and take nothing from the marks", () => {
    const [room, scale] = [{ width: 300, rem: 16 }, [0, 10] as const];
    const [plain, named] = [frameOf(room, scale, 3, 10), frameOf(room, scale, 3, 10, KINDS)];
    expect([plain.wordLines, named.wordLines]).toEqual([1, 2]);
    expect(named.height).toBeGreaterThan(plain.height);
    expect(named.bottom - named.top).toBeCloseTo(plain.bottom - plain.top);
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
