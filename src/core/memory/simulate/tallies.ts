/** What a log says of how its learner answers, counted: all of it as one row, or a row for each day. */
import { cardCount, type ReviewColumns } from "../optimise/columns.ts";

/** On its first day a card is learnt; later, each day's first answer is a review, and those after it relearn. */
export const STAGES = ["learning", "review", "relearning"] as const;
export type Stage = (typeof STAGES)[number];

/** Where each group of numbers begins within a row; groups have a number for each grade, some of them several times. */
export const AT = { first: 0, passed: 4, learning: 8, relearning: 20, seconds: 32, timed: 44, begun: 56 } as const;
/** Numbers in a row: the last one is cards that were begun. */
export const WIDTH = AT.begun + 1;

/**
 * Hands on what each answer says. Source of what is counted: anki rslib/src/scheduler/fsrs/simulator.rs and fsrs-rs 6.6,
 * src/simulation.rs (`extract_simulator_config`).
 * @param add given the answer's index, a place in a row, and how much is to be added there
 */
export function eachTally(columns: ReviewColumns, add: (answer: number, place: number, amount: number) => void): void {
  const { starts, elapsedDays, ratings, durationMs } = columns;
  for (let card = 0; card < cardCount(columns); card++) {
    const from = starts[card] ?? 0;
    let stage: Stage = "learning";
    let startedWith = 1;
    for (let i = from; i < (starts[card + 1] ?? 0); i++) {
      const grade = (ratings[i] ?? 1) - 1;
      const isFirstOfDay = i > from && (elapsedDays[i] ?? 0) > 0;
      if (isFirstOfDay) {
        stage = "review";
        startedWith = grade + 1;
        if (grade > 0) add(i, AT.passed + grade, 1);
      } else if (i === from) {
        add(i, AT.first + grade, 1);
        add(i, AT.begun, 1);
      } else {
        if (stage === "review") stage = "relearning";
        const before = (ratings[i - 1] ?? 1) - 1;
        // What follows a review that was passed is no relearning, and no step; nor is what follows an Easy.
        if ((stage === "learning" || startedWith === 1) && before < 3)
          add(i, AT[stage === "learning" ? stage : "relearning"] + 4 * before + grade, 1);
      }
      // Answers that took no time at all are not timed.
      const took = durationMs[i] ?? 0;
      if (took <= 0) continue;
      const place = 4 * STAGES.indexOf(stage) + grade;
      add(i, AT.seconds + place, took / 1000);
      add(i, AT.timed + place, 1);
    }
  }
}
