import { describe, expect, test } from "vitest";
import { columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import { type ByGrade, behaviourFrom, USUAL } from "../../../../../src/core/memory/simulate/behaviour.ts";
import { eachTally, WIDTH } from "../../../../../src/core/memory/simulate/tallies.ts";

type Answer = readonly [studyDay: number, rating: number, seconds: number];
const history = (answers: readonly Answer[]) =>
  answers.map(([studyDay, rating, seconds], i) => ({ studyDay, rating, durationMs: 1000 * seconds, atMs: i }));

function behaviourOf(cards: readonly ReturnType<typeof history>[]) {
  const row = new Float64Array(WIDTH);
  eachTally(columnsOf(cards), (_, place, amount) => {
    row[place] = (row[place] ?? 0) + amount;
  });
  return behaviourFrom(row);
}
const sum = (parts: ByGrade) => parts.reduce((total, part) => total + part, 0);

describe("how a learner answers", () => {
  test("is what is usual where the log says nothing", () => {
    expect(behaviourOf([])).toEqual(USUAL);
  });

  test("is read from first answers, first answers of a day, and those that follow on the day", () => {
    const card = history([
      [1, 1, 10],
      [1, 3, 0],
      [4, 1, 20],
      [4, 2, 5],
      [4, 3, 5],
      [9, 4, 2],
      [9, 3, 1],
    ]);
    const found = behaviourOf(Array.from({ length: 200 }, () => card));
    const blend = (count: number, of: number, usual: number) => (count + 10 * usual) / (of + 10);
    expect(found.first[0]).toBeCloseTo(blend(200, 200, 0.24), 10);
    expect(found.passed[3]).toBeCloseTo(blend(200, 200, 0.145), 10);
    // One more of each, since a grade that never came may come.
    expect(found.next.learning[0][2]).toBeCloseTo(blend(201, 204, 0.5108), 10);
    expect(found.next.relearning[0][1]).toBeCloseTo(blend(201, 204, 0.0643), 10);
    expect(found.next.relearning[1][2]).toBeCloseTo(blend(201, 204, 0.4475), 10);
    // What followed a review that was passed says nothing of relearning.
    expect(found.next.relearning[2]).toEqual(USUAL.next.relearning[2]);
    // Seconds that the answers took, and would usually have taken, five usual ones among them.
    const took = 200 * (10 + 20 + 5 + 5 + 2 + 1) + 5 * 12.38;
    const usually = 200 * (19.58 + 19.38 + 15.25 + 12.32 + 8.94 + 12.32) + 5 * 12.38;
    const pace = took / usually;
    expect(found.seconds.learning[0]).toBeCloseTo(blend(200 * 10, 200, pace * 19.58), 10);
    expect(found.seconds.learning[2]).toBeCloseTo(pace * USUAL.seconds.learning[2], 10);
    expect(found.seconds.review[0]).toBeCloseTo(blend(200 * 20, 200, pace * 19.38), 10);
    expect(found.seconds.relearning[1]).toBeCloseTo(blend(200 * 5, 200, pace * 15.25), 10);
    for (const parts of [found.first, found.passed, ...found.next.learning, ...found.next.relearning])
      expect(sum(parts)).toBeCloseTo(1, 3);
  });
});
