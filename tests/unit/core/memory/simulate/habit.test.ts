import { describe, expect, test } from "vitest";
import { type Random, randomFrom } from "../../../../../src/core/memory/random.ts";
import { bandOf } from "../../../../../src/core/memory/simulate/band.ts";
import { comesOn } from "../../../../../src/core/memory/simulate/habit.ts";

const AHEAD = 60;
type Comes = (day: number, random: Random) => boolean;

/** Comes for 14 days and stays away for four, on the mean. */
const inSpells = (): Comes => {
  let is = true;
  return (_, random) => {
    is = is ? random() > 1 / 14 : random() < 1 / 4;
    return is;
  };
};
const onWorkingDays = (): Comes => (day, random) => random() < (day % 7 < 5 ? 0.9 : 0.1);
const onMostDays = (): Comes => (_, random) => random() < 0.8;

const lived = (comes: Comes, days: number, random: Random): Uint8Array =>
  Uint8Array.from({ length: days }, (_, day) => (comes(day, random) ? 1 : 0));
const draw = (studied: Uint8Array, random: Random): Uint8Array =>
  comesOn({ studied, back: Int32Array.from(studied, (_, day) => studied.length - 1 - day) }, AHEAD, random);
const sum = (days: Uint8Array): number => days.reduce((total, one) => total + one, 0);

describe("on which days somebody comes", () => {
  test.each([
    ["in spells", inSpells],
    ["on working days", onWorkingDays],
    ["on most days", onMostDays],
  ])("who comes %s ends within the band nine times of ten", (_, manner) => {
    const learners = 300;
    let within = 0;
    for (let seed = 0; seed < learners; seed++) {
      const random = randomFrom(seed);
      const days = lived(manner(), 90 + AHEAD, random);
      const { low, high } = bandOf(Array.from({ length: 80 }, () => sum(draw(days.subarray(0, 90), random))));
      const came = sum(days.subarray(90));
      if (came >= low && came <= high) within += 1;
    }
    // The days are counted whole, so that a few more lie on the ends of the band.
    expect(within / learners).toBeGreaterThan(0.86);
    expect(within / learners).toBeLessThan(0.98);
  });

  test("who comes on working days is not expected at the weekend", () => {
    const random = randomFrom(1);
    const studied = lived(onWorkingDays(), 91, random);
    const byWeekday = new Float64Array(7);
    for (let run = 0; run < 100; run++)
      for (const [day, is] of draw(studied, random).entries()) byWeekday[day % 7] = (byWeekday[day % 7] ?? 0) + is;
    // The log ends with a Sunday.
    const [monday = 0, , , , , saturday = 0] = byWeekday;
    expect(saturday).toBeLessThan(monday / 3);
  });

  test("a few days say less than many", () => {
    const width = (days: number) => {
      const random = randomFrom(2);
      const { low, high } = bandOf(Array.from({ length: 200 }, () => sum(draw(new Uint8Array(days).fill(1), random))));
      return high - low;
    };
    expect(width(0)).toBeGreaterThan(width(14));
    expect(width(14)).toBeGreaterThan(width(90));
  });
});
