/**
 * How a learner answers: which grades, and how long each takes. Taken from the log, and blended with what is usual where
 * the log says little. Source of the model and of the usual figures: fsrs-rs 6.6, src/simulation.rs, and anki
 * rslib/src/scheduler/fsrs/simulator.rs.
 */
import { cardCount, type ReviewColumns } from "../optimise/columns.ts";

/** On its first day a card is learnt; later, each day's first answer is a review, and those after it relearn. */
export type Stage = "learning" | "review" | "relearning";

/** One number for each of Again, Hard, Good and Easy. */
export type ByGrade = readonly [number, number, number, number];

export interface Behaviour {
  /** How likely each grade is at the very first answer. */
  readonly first: ByGrade;
  /** How likely Hard, Good and Easy are when a card is remembered; Again stands at 0. */
  readonly passed: ByGrade;
  /** How likely each grade is at a same-day answer, after Again, after Hard and after Good. */
  readonly next: Readonly<Record<"learning" | "relearning", readonly [ByGrade, ByGrade, ByGrade]>>;
  /** Mean seconds an answer takes. */
  readonly seconds: Readonly<Record<Stage, ByGrade>>;
}

export const USUAL: Behaviour = {
  first: [0.24, 0.094, 0.495, 0.171],
  passed: [0, 0.224, 0.631, 0.145],
  next: {
    learning: [
      [0.3686, 0.0628, 0.5108, 0.0577],
      [0.0442, 0.4553, 0.4457, 0.0549],
      [0.0519, 0.047, 0.8462, 0.055],
    ],
    relearning: [
      [0.2157, 0.0643, 0.6595, 0.0604],
      [0.05, 0.4638, 0.4475, 0.0387],
      [0.1057, 0.1434, 0.7266, 0.0244],
    ],
  },
  seconds: {
    learning: [19.58, 18.79, 13.78, 10.71],
    review: [19.38, 17.59, 12.38, 8.94],
    relearning: [16.44, 15.25, 12.32, 8.03],
  },
};

/** What is usual counts as so many answers of the learner's own. */
const USUAL_WEIGHT = 50;

/** What the log says, blended with what is usual. Answers that took no time at all are not timed. */
export function behaviourOf(columns: ReviewColumns): Behaviour {
  const { starts, elapsedDays, ratings, durationMs } = columns;
  const first = counts();
  const passed = counts();
  const next = { learning: [counts(), counts(), counts()], relearning: [counts(), counts(), counts()] };
  const seconds = { learning: counts(), review: counts(), relearning: counts() };
  const timed = { learning: counts(), review: counts(), relearning: counts() };
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
        if (grade > 0) add(passed, grade);
      } else if (i === from) add(first, grade);
      else {
        if (stage === "review") stage = "relearning";
        const before = (ratings[i - 1] ?? 1) - 1;
        // What follows a review that was passed is no relearning, and no step.
        const row =
          stage === "learning" || startedWith === 1 ? next[stage === "learning" ? stage : "relearning"][before] : null;
        if (row) add(row, grade);
      }
      const took = durationMs[i] ?? 0;
      if (took <= 0) continue;
      add(seconds[stage], grade, took / 1000);
      add(timed[stage], grade);
    }
  }
  const stages = (of: (stage: Stage) => ByGrade) => ({
    learning: of("learning"),
    review: of("review"),
    relearning: of("relearning"),
  });
  const rows = (stage: "learning" | "relearning"): readonly [ByGrade, ByGrade, ByGrade] => {
    const row = (after: 0 | 1 | 2) => blended(plusOne(next[stage][after] ?? counts()), USUAL.next[stage][after]);
    return [row(0), row(1), row(2)];
  };
  return {
    first: blended(first, USUAL.first),
    passed: blended(passed, USUAL.passed),
    next: { learning: rows("learning"), relearning: rows("relearning") },
    seconds: stages((stage) =>
      byGrade((grade) => blend(seconds[stage][grade], timed[stage][grade], USUAL.seconds[stage][grade])),
    ),
  };
}

type Counts = [number, number, number, number];
const counts = (): Counts => [0, 0, 0, 0];

function add(to: Counts, grade: number, amount = 1): void {
  to[grade] = (to[grade] ?? 0) + amount;
}

function byGrade(of: (grade: 0 | 1 | 2 | 3) => number): ByGrade {
  return [of(0), of(1), of(2), of(3)];
}

/** The mean of so many of the log that add up to a sum, and of `USUAL_WEIGHT` more that are as usual. */
const blend = (sum: number, count: number, usual: number): number =>
  usual + (sum - count * usual) / (count + USUAL_WEIGHT);

/** Of grades that were counted, their parts: those of the log by its answers, what is usual by `USUAL_WEIGHT`. */
function blended(counted: Counts, usual: ByGrade): ByGrade {
  const answers = counted.reduce((sum, count) => sum + count, 0);
  return byGrade((grade) => blend(counted[grade], answers, usual[grade]));
}

/** A grade that never came may come. Only where something was counted at all. */
const plusOne = (counted: Counts): Counts =>
  counted.some((count) => count > 0) ? [counted[0] + 1, counted[1] + 1, counted[2] + 1, counted[3] + 1] : counted;
