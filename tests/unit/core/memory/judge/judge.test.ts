import { describe, expect, test } from "vitest";
import { movingAverage, superMemo2 } from "../../../../../src/core/memory/judge/baselines.ts";
import { type Judgement, judge } from "../../../../../src/core/memory/judge/judge.ts";
import { DEFAULT_WEIGHTS } from "../../../../../src/core/memory/model.ts";
import type { ReviewColumns } from "../../../../../src/core/memory/optimise/columns.ts";
import { scoredInOrder } from "../../../../../src/core/memory/optimise/scored.ts";
import { learners } from "../../../../bench/optimiser/learners.ts";
import { live } from "../../../../bench/optimiser/live.ts";
import { fsrsTruth } from "../../../../bench/optimiser/truth.ts";
import { columnsFrom } from "../optimise/arbitrary.ts";

function judged(history: ReviewColumns, present: readonly number[] = DEFAULT_WEIGHTS): Judgement {
  const work = judge(history, present, 1);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

const life = (name: string, n = 0): ReviewColumns => {
  const found = learners(100_000).find((one) => one.name === name);
  if (!found) throw new Error(`no learner ${name}`);
  return found.life(n);
};

describe("the judge", () => {
  test("finds fitted weights worth it for a learner whom the defaults misjudge", () => {
    const { table, worthIt, againstPresent, againstDefault, fittedTo, judgedOn } = judged(life("constant, 20000"));
    expect(worthIt).toBe(true);
    expect(table.map(({ predictor }) => predictor)).toEqual([
      "fitted",
      "present",
      "default",
      "fsrs7",
      "movingAverage",
      "average",
      "superMemo2",
    ]);
    expect(againstDefault?.high).toBeLessThan(0);
    expect(againstPresent?.mean).toBeCloseTo((table[0]?.logLoss ?? 0) - (table[1]?.logLoss ?? 0), 10);
    expect(fittedTo / (fittedTo + judgedOn)).toBeCloseTo(0.8, 3);
  });

  test("does not find them worth it beside the weights of the truth", () => {
    const history = life("fsrs, 20000");
    const { fit } = judged(life("fsrs, 20000", 1));
    const beside = judged(history, fit.weights);
    expect(beside.againstDefault?.high).toBeLessThan(0);
    expect(beside.worthIt).toBe(false);
  });

  test("does not find them worth it where they beat bad weights and not the defaults", () => {
    // The defaults are the truth, and the present weights forget far too fast.
    const history = live({
      truth: fsrsTruth(Float64Array.from(DEFAULT_WEIGHTS)),
      seed: 7,
      reviews: 2000,
      newPerDay: 5,
      cards: 170,
      lastDay: 20_000,
      schedule: "fsrs",
      desiredRetention: 0.9,
      late: 0.15,
      hard: 0.12,
      easy: 0.1,
      steps: 2,
    });
    const bad = DEFAULT_WEIGHTS.map((value, i) => (i < 4 ? value / 100 : i === 8 ? value - 1.5 : value));
    const { againstPresent, againstDefault, worthIt } = judged(history, bad);
    expect(againstPresent?.high).toBeLessThan(0);
    expect(againstDefault?.high).toBeGreaterThanOrEqual(0);
    expect(worthIt).toBe(false);
  });

  test("finds nothing worth it where there is nothing to fit to, or to judge on", () => {
    expect(judged(columnsFrom([]))).toMatchObject({ worthIt: false, table: [], againstDefault: null, judgedOn: 0 });
    expect(judged(life("fsrs, 100"))).toMatchObject({ worthIt: false, fit: { fitted: "none" } });
  });
});

describe("the baselines", () => {
  const history = columnsFrom([
    [0, 0, 1, 6, 15].map((waitDays, i) => ({ waitDays, rating: [3, 3, 3, 1, 4][i] ?? 3 })),
    [0, 2].map((waitDays) => ({ waitDays, rating: 2 })),
  ]);

  test("the moving average follows the outcomes, whichever card they are of", () => {
    const predictions = movingAverage(history, scoredInOrder(history));
    const logits = [...predictions].filter((p) => !Number.isNaN(p)).map((p) => Math.log(p / (1 - p)));
    const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
    const expected = [1.2];
    for (const outcome of [1, 1, 0])
      expected.push((expected.at(-1) ?? 0) + 0.3 * (outcome - sigmoid(expected.at(-1) ?? 0)));
    // In the order of time: day 1, day 3 of the other card, day 7, day 22.
    for (const [i, logit] of [0, 2, 3, 1].entries()) expect(logits[i]).toBeCloseTo(expected[logit] ?? 0, 10);
    expect(predictions[1]).toBeNaN();
  });

  test("SM-2 waits 1 day, 6 days, then longer by the ease, and 1 day after a lapse", () => {
    const predictions = superMemo2(history);
    expect(predictions[2]).toBeCloseTo(0.9, 12);
    expect(predictions[3]).toBeCloseTo(0.9, 12);
    expect(predictions[4]).toBeCloseTo(0.9 ** 15, 12);
  });
});
