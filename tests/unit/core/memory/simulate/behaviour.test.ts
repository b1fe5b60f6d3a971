import { describe, expect, test } from "vitest";
import { columnsOf } from "../../../../../src/core/memory/optimise/columns.ts";
import { type ByGrade, behaviourOf, USUAL } from "../../../../../src/core/memory/simulate/behaviour.ts";

type Answer = readonly [studyDay: number, rating: number, seconds: number];
const history = (answers: readonly Answer[]) =>
  answers.map(([studyDay, rating, seconds], i) => ({ studyDay, rating, durationMs: 1000 * seconds, atMs: i }));

const sum = (parts: ByGrade) => parts.reduce((total, part) => total + part, 0);

describe("how a learner answers", () => {
  test("is what is usual where the log says nothing", () => {
    expect(behaviourOf(columnsOf([]))).toEqual(USUAL);
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
    const found = behaviourOf(columnsOf(Array.from({ length: 200 }, () => card)));
    const blend = (count: number, of: number, usual: number) => (count + 50 * usual) / (of + 50);
    expect(found.first[0]).toBeCloseTo(blend(200, 200, 0.24), 10);
    expect(found.passed[3]).toBeCloseTo(blend(200, 200, 0.145), 10);
    // One more of each, since a grade that never came may come.
    expect(found.next.learning[0][2]).toBeCloseTo(blend(201, 204, 0.5108), 10);
    expect(found.next.relearning[0][1]).toBeCloseTo(blend(201, 204, 0.0643), 10);
    expect(found.next.relearning[1][2]).toBeCloseTo(blend(201, 204, 0.4475), 10);
    // What followed a review that was passed says nothing of relearning.
    expect(found.next.relearning[2]).toEqual(USUAL.next.relearning[2]);
    expect(found.seconds.learning[0]).toBeCloseTo((200 * 10 + 50 * 19.58) / 250, 10);
    expect(found.seconds.learning[2]).toBe(USUAL.seconds.learning[2]);
    expect(found.seconds.review[0]).toBeCloseTo((200 * 20 + 50 * 19.38) / 250, 10);
    expect(found.seconds.relearning[1]).toBeCloseTo((200 * 5 + 50 * 15.25) / 250, 10);
    for (const parts of [found.first, found.passed, ...found.next.learning, ...found.next.relearning])
      expect(sum(parts)).toBeCloseTo(1, 3);
  });
});
