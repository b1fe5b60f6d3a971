/**
 * How a learner answers: which grades, and how long each takes. Taken from the log, and blended with what is usual where
 * the log says little. Source of the model and of the usual figures: fsrs-rs 6.6, src/simulation.rs, and anki
 * rslib/src/scheduler/fsrs/simulator.rs. Unlike there, what is usual of times is taken at the learner's own pace: who
 * answers twice as fast as most does so at grades that hardly ever came as well.
 */
import { AT, STAGES, type Stage } from "./tallies.ts";

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

/** What is usual counts as so many answers of the learner's own; in Anki as 50, which keeps it in short histories longer. */
export const USUAL_WEIGHT = 10;

/**
 * What was counted of the learner's answers, blended with what is usual.
 * @param row see `tallies.ts`
 * @param usual for where little was counted
 */
export function behaviourFrom(row: Float64Array, usual: Behaviour = USUAL): Behaviour {
  const four = (place: number): ByGrade => byGrade((grade) => row[place + grade] ?? 0);
  const rows = (stage: "learning" | "relearning"): readonly [ByGrade, ByGrade, ByGrade] => {
    const after = (before: 0 | 1 | 2) => blended(plusOne(four(AT[stage] + 4 * before)), usual.next[stage][before]);
    return [after(0), after(1), after(2)];
  };
  const pace = paceOf(row, usual);
  const seconds = (stage: Stage): ByGrade => {
    const place = 4 * STAGES.indexOf(stage);
    const [sums, counts] = [four(AT.seconds + place), four(AT.timed + place)];
    return byGrade((grade) => blend(sums[grade], counts[grade], pace * usual.seconds[stage][grade]));
  };
  return {
    first: blended(four(AT.first), usual.first),
    passed: blended(four(AT.passed), usual.passed),
    next: { learning: rows("learning"), relearning: rows("relearning") },
    seconds: { learning: seconds("learning"), review: seconds("review"), relearning: seconds("relearning") },
  };
}

/** A pace shows after a few answers. */
const PACE_WEIGHT = 5;

/** The learner's time as a multiple of what is usual for the same answers. */
function paceOf(row: Float64Array, usual: Behaviour): number {
  let own = PACE_WEIGHT * usual.seconds.review[2];
  let usually = own;
  for (const [at, stage] of STAGES.entries())
    for (const grade of GRADES) {
      own += row[AT.seconds + 4 * at + grade] ?? 0;
      usually += (row[AT.timed + 4 * at + grade] ?? 0) * usual.seconds[stage][grade];
    }
  return own / usually;
}

const GRADES = [0, 1, 2, 3] as const;

function byGrade(of: (grade: 0 | 1 | 2 | 3) => number): ByGrade {
  return [of(0), of(1), of(2), of(3)];
}

/** The mean of so many of the log that add up to a sum, and of `USUAL_WEIGHT` more that are as usual. */
const blend = (sum: number, count: number, usual: number): number =>
  usual + (sum - count * usual) / (count + USUAL_WEIGHT);

/** Of grades that were counted, their parts: those of the log by its answers, what is usual by its weight. */
function blended(counted: ByGrade, usual: ByGrade): ByGrade {
  const answers = counted.reduce((sum, count) => sum + count, 0);
  return byGrade((grade) => blend(counted[grade], answers, usual[grade]));
}

/** A grade that never came may come. Only where something was counted at all. */
const plusOne = (counted: ByGrade): ByGrade =>
  counted.some((count) => count > 0) ? byGrade((grade) => counted[grade] + 1) : counted;
