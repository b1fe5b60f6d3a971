import { describe, expect, test } from "vitest";
import { modelFor } from "../../../../src/core/memory/model.ts";
import { nextStep } from "../../../../src/core/memory/steps.ts";

const model = {
  ...modelFor({ desiredRetention: 0.9, weights: "default" }),
  learningSteps: [1, 10],
  relearningSteps: [10],
};
const one = { ...model, learningSteps: [10] };
const none = { ...model, learningSteps: [], relearningSteps: [] };
const DONE = { phase: "review", step: 0, minutes: null };

describe("learning steps of 1 and 10 minutes, relearning in 10", () => {
  test.each([
    ["a new card, Again", "new", 0, 1, { phase: "learning", step: 0, minutes: 1 }],
    ["a new card, Hard: the mean of both", "new", 0, 2, { phase: "learning", step: 0, minutes: 6 }],
    ["a new card, Good", "new", 0, 3, { phase: "learning", step: 1, minutes: 10 }],
    ["a new card, Easy", "new", 0, 4, DONE],
    ["the first step, Hard", "learning", 0, 2, { phase: "learning", step: 0, minutes: 6 }],
    ["the second step, Again", "learning", 1, 1, { phase: "learning", step: 0, minutes: 1 }],
    ["the second step, Hard: the step again", "learning", 1, 2, { phase: "learning", step: 1, minutes: 10 }],
    ["the second step, Good", "learning", 1, 3, DONE],
    ["in review, Again", "review", 0, 1, { phase: "relearning", step: 0, minutes: 10 }],
    ["in review, Hard", "review", 0, 2, DONE],
    [
      "relearning, Hard: one and a half times the only step",
      "relearning",
      0,
      2,
      { phase: "relearning", step: 0, minutes: 15 },
    ],
    ["relearning, Good", "relearning", 0, 3, DONE],
    ["a step that there is no more, Hard", "learning", 7, 2, { phase: "learning", step: 1, minutes: 10 }],
  ] as const)("%s", (_, phase, step, rating, expected) => {
    expect(nextStep(phase, step, rating, model)).toEqual(expected);
  });

  test("a single step, Hard: one and a half times as long", () => {
    expect(nextStep("new", 0, 2, one)).toEqual({ phase: "learning", step: 0, minutes: 15 });
  });

  test.each([1, 2, 3, 4] as const)("without steps every rating of a new card (%i) leads to days", (rating) => {
    expect(nextStep("new", 0, rating, none)).toEqual(DONE);
    expect(nextStep("review", 0, rating, none)).toEqual(DONE);
  });
});
