import { describe, expect, test } from "vitest";
import { randomAt, randomFrom, shuffle } from "../../../../src/core/memory/random.ts";

/** Pearson's χ² of numbers in [0, 1) over a hundred boxes; 99 is expected, and 150 comes once in a thousand times. */
function unevenness(numbers: readonly number[]): number {
  const boxes = new Array<number>(100).fill(0);
  for (const number of numbers) boxes[Math.floor(100 * number)] = (boxes[Math.floor(100 * number)] ?? 0) + 1;
  const expected = numbers.length / 100;
  return boxes.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("chance", () => {
  test("is even, from one number to the next and over each of the three numbers that fix it", () => {
    const random = randomFrom(7);
    const range = Array.from({ length: 20_000 }, (_, i) => i);
    expect(unevenness(range.map(random))).toBeLessThan(150);
    expect(unevenness(range.map((i) => randomAt(i, 3, 4)))).toBeLessThan(150);
    expect(unevenness(range.map((i) => randomAt(1, i, 4)))).toBeLessThan(150);
    expect(unevenness(range.map((i) => randomAt(1, 3, i)))).toBeLessThan(150);
    // Neighbours are independent: their sums' fractions are even as well.
    expect(unevenness(range.map((i) => (randomAt(1, i, 4) + randomAt(1, i + 1, 4)) % 1))).toBeLessThan(150);
  });

  test("is the same for the same seed", () => {
    const [first, second] = [randomFrom(5), randomFrom(5)];
    expect([first(), first(), first()]).toEqual([second(), second(), second()]);
    expect(randomAt(1, 2, 3)).toBe(randomAt(1, 2, 3));
    expect(randomAt(1, 2, 3)).not.toBe(randomAt(1, 3, 2));
  });

  test("shuffles without losing anything", () => {
    const values = Int32Array.from({ length: 1000 }, (_, i) => i);
    shuffle(values, randomFrom(1));
    expect([...values]).not.toEqual([...values.toSorted()]);
    expect([...values.toSorted()]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});
