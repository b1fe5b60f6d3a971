import { describe, expect, it } from "vitest";
import { alternated, exponentOf, lineOf, type Samples } from "../../bench/measure.ts";

const line = (samples: Samples) => lineOf({ id: "row", what: "a row", bar: null, unit: "ms", ...samples });

describe("the spread of a row", () => {
  it("is that of each round when both are taken by turns: what slowed both is not in it", () => {
    const ours = [10, 20, 40];
    expect(line({ ours, floor: [5, 10, 20], byTurns: true }).spread).toBe(0);
    expect(line({ ours, floor: [20, 10, 5], byTurns: true }).spread).toBeGreaterThan(1);
  });

  it("has the scatter of a floor that was taken apart", () => {
    expect(line({ ours: [10, 10, 10], floor: [10, 10, 10] }).spread).toBe(0);
    expect(line({ ours: [10, 10, 10], floor: [5, 10, 20] }).spread).toBe(0.75);
  });

  it("is refused where a round has no floor of its own", () => {
    expect(() => line({ ours: [1, 2], floor: [1], byTurns: true })).toThrow("2 by turns with 1");
  });
});

it("tells the exponent with which something grows", () => {
  const at = [110, 1000, 10_000, 100_000];
  expect(exponentOf(at.map((size) => [size, 7]))).toBeCloseTo(0);
  expect(exponentOf(at.map((size) => [size, 3 * size]))).toBeCloseTo(1);
  expect(exponentOf(at.map((size) => [size, Math.sqrt(size)]))).toBeCloseTo(0.5);
  expect(exponentOf([[110, 1]])).toBeNaN();
});

it("takes ours and the floor by turns, each time the other first, and throws the first round away", async () => {
  const order: string[] = [];
  const take = (what: string) => async () => order.push(what);
  expect(await alternated(2, take("ours"), take("floor"))).toEqual({ ours: [3, 6], floor: [4, 5] });
  expect(order).toEqual(["floor", "ours", "ours", "floor", "floor", "ours"]);
});
