/** What is likely recalled on the day of an exam, and what that takes, over many possible futures. */
import { type Band, bandOf } from "../memory/simulate/band.ts";
import type { Drawn } from "../memory/simulate/draw.ts";
import { type ExamOutcome, type ExamPlan, runUntilExam } from "./exam-run.ts";

/** Of one way to the exam. */
export interface ExamWay {
  readonly facts: Band;
  readonly begun: Band;
  readonly minutesPerDay: Band;
}

/**
 * Runs in pieces: a future after the other, each in all ways.
 * @param ways the same learner's cards, planned in different ways
 * @param draw the learner as he may be, for a future
 * @yields after each run
 */
export function* forecastExam(
  ways: readonly ExamPlan[],
  draw: (seed: number) => Drawn,
  desiredRetention: number,
  runs: number,
): Generator<null, readonly ExamWay[], void> {
  const results = ways.map((): ExamOutcome[] => []);
  for (let seed = 1; seed <= runs; seed++) {
    const { learner, habits } = draw(seed);
    for (const [i, way] of ways.entries()) {
      results[i]?.push(runUntilExam(way, learner, desiredRetention, seed, habits));
      yield null;
    }
  }
  return results.map((outcomes) => {
    const band = (of: (outcome: ExamOutcome) => number) => bandOf(outcomes.map(of));
    return {
      facts: band((one) => one.facts),
      begun: band((one) => one.begun),
      minutesPerDay: band((one) => one.minutesPerDay),
    };
  });
}
