import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import { USUAL } from "../../../../../src/core/memory/simulate/behaviour.ts";
import { learnerOf, runOnce } from "../../../../../src/core/memory/simulate/run.ts";
import { DEFAULT_SETTINGS } from "../../../../../src/core/settings.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];
const RUNS = 200;
const DAYS = 60;

/** Minutes on each day of a new learner who takes the defaults and studies every day, on the mean of many. */
function minutesByDay(cards: number): number[] {
  const nothing = {
    stability: new Float64Array(0),
    difficulty: new Float64Array(0),
    elapsedDays: new Int32Array(0),
    dueInDays: new Int32Array(0),
  };
  const { newPerDay, desiredRetention } = DEFAULT_SETTINGS;
  const plan = { cards: nothing, newCards: cards, newPerDay, days: DAYS };
  const learner = learnerOf(DEFAULT_WEIGHTS, USUAL);
  const runs = Array.from({ length: RUNS }, (_, i) => runOnce(plan, learner, desiredRetention, i + 1).seconds);
  return Array.from({ length: DAYS }, (_, day) => runs.reduce((sum, run) => sum + (run[day] ?? 0), 0) / RUNS / 60);
}
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

test("what the README promises in minutes is what a simulated learner needs with the defaults", () => {
  const readme = readFileSync("README.md", "utf8").replace(/\s+/g, " ");
  const minutes = minutesByDay(150);
  const word = (value: number): string => NUMBERS[Math.round(value)] ?? String(value);
  expect(readme).toContain(`in ${word(mean(minutes.slice(0, 30)))} minutes a day`);
  expect(readme).toContain(`with ${NUMBERS[DEFAULT_SETTINGS.newPerDay]} new cards a day`);
  expect(readme).toContain(`${word(mean(minutes.slice(0, 7)))} minutes in the first week`);
  expect(readme).toContain(`${word(Math.max(...minutes))} on the longest day`);
});
