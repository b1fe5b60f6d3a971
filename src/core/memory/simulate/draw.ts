/**
 * The learner as he may be, for one run: a log of some weeks does not say exactly how somebody answers, how often he comes,
 * or how far he remembers otherwise than the weights say. In each run the days of the log are drawn again with replacement,
 * in stretches of two weeks, so that what hangs together stays together (Efron 1979, https://doi.org/10.1214/aos/1176344552;
 * Künsch 1989, https://doi.org/10.1214/aos/1176347265), and what is usual is drawn again as well. On which days he comes is
 * drawn by `habit.ts`; how many new cards he begins on them, from the days that were drawn.
 */
import { type Random, randomFrom } from "../random.ts";
import { type Behaviour, type ByGrade, behaviourFrom, USUAL, USUAL_WEIGHT } from "./behaviour.ts";
import { normal } from "./chances.ts";
import { comesOn } from "./habit.ts";
import type { SimulatedPast } from "./past.ts";
import { type Habits, type Learner, learnerOf } from "./run.ts";
import { newtonStep, PRIOR_SPREAD, SCORE_WIDTH } from "./shift.ts";
import { WIDTH } from "./tallies.ts";

const BLOCK_DAYS = 14;
/** What is usual counts as so many days. */
const USUAL_DAYS = 7;
/** Standard deviation among people of the logarithm of their pace. */
const PACE_SPREAD = 0.5;
/**
 * Nobody stays the same from one two months to the next: standard deviations of the change of recall, in log odds, and of the
 * logarithm of the pace. Chosen so that nine of ten outcomes of made-up learners lie within the band, see tests/bench.
 */
const DRIFT = { recall: 0.1, pace: 0.05 };

export interface Drawn {
  readonly learner: Learner;
  readonly habits: Habits;
}

/** @param days to come */
export function drawLearner(past: SimulatedPast, weights: ArrayLike<number>, days: number, seed: number): Drawn {
  const random = randomFrom(seed);
  const drawn = blocks(past.days, past.days, random);
  const row = new Float64Array(WIDTH);
  const score = new Float64Array(SCORE_WIDTH);
  for (const day of drawn) {
    for (let at = 0; at < WIDTH; at++) row[at] = (row[at] ?? 0) + (past.rows[day * WIDTH + at] ?? 0);
    for (let at = 0; at < SCORE_WIDTH; at++) score[at] = (score[at] ?? 0) + (past.scores[day * SCORE_WIDTH + at] ?? 0);
  }
  // The prior counts like answers do, and is drawn like them.
  const prior = { level: PRIOR_SPREAD.level * normal(random), slope: PRIOR_SPREAD.slope * normal(random) };
  const { level, slope } = newtonStep(past.shift, score, prior);
  const shift = { level: level + DRIFT.recall * normal(random), slope };
  const behaviour = paced(behaviourFrom(row, usualDrawn(random)), Math.exp(DRIFT.pace * normal(random)));
  return { learner: learnerOf(weights, behaviour, shift), habits: habitsDrawn(past, drawn, days, random) };
}

/** So many of some days that follow each other, in stretches; after the last comes the first again. */
function blocks(of: number, length: number, random: Random): Int32Array {
  const drawn = new Int32Array(of > 0 ? length : 0);
  for (let start = 0; start < drawn.length; start += BLOCK_DAYS) {
    const from = Math.floor(random() * of);
    for (let i = start; i < Math.min(start + BLOCK_DAYS, length); i++) drawn[i] = (from + i - start) % of;
  }
  return drawn;
}

function habitsDrawn(past: SimulatedPast, drawn: Int32Array, days: number, random: Random): Habits {
  const newPart = new Float64Array(days).fill(1);
  const came = drawn.filter((day) => past.studied[day] === 1 && !Number.isNaN(past.newPart[day]));
  for (let start = 0; start < days; start += BLOCK_DAYS) {
    const from = Math.floor(random() * came.length);
    if (random() * (drawn.length + USUAL_DAYS) < USUAL_DAYS || came.length === 0) continue;
    for (let day = start; day < Math.min(start + BLOCK_DAYS, days); day++)
      newPart[day] = past.newPart[came[(from + day - start) % came.length] ?? 0] ?? 1;
  }
  return { studied: comesOn(past, days, random), newPart };
}

/** What is usual, of so few people's answers that it is another each time. */
function usualDrawn(random: Random): Behaviour {
  const parts = (of: ByGrade) => partsDrawn(of, random);
  const rows = ([again, hard, good]: readonly [ByGrade, ByGrade, ByGrade]) =>
    [parts(again), parts(hard), parts(good)] as const;
  return {
    first: parts(USUAL.first),
    passed: parts(USUAL.passed),
    next: { learning: rows(USUAL.next.learning), relearning: rows(USUAL.next.relearning) },
    seconds: paced(USUAL, Math.exp(PACE_SPREAD * normal(random))).seconds,
  };
}

/** The same answers, in so many times the time. */
function paced(behaviour: Behaviour, times: number): Behaviour {
  const slower = ([again, hard, good, easy]: ByGrade): ByGrade => [
    times * again,
    times * hard,
    times * good,
    times * easy,
  ];
  const { learning, review, relearning } = behaviour.seconds;
  return {
    ...behaviour,
    seconds: { learning: slower(learning), review: slower(review), relearning: slower(relearning) },
  };
}

/** The parts that so few answers make when each is drawn by the given parts. */
function partsDrawn(parts: ByGrade, random: Random): ByGrade {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let n = 0; n < USUAL_WEIGHT; n++) {
    let rest = random() * (parts[0] + parts[1] + parts[2] + parts[3]);
    const grade = parts.findIndex((part) => {
      rest -= part;
      return rest < 0;
    });
    counts[grade < 0 ? 3 : grade] = (counts[grade < 0 ? 3 : grade] ?? 0) + 1 / USUAL_WEIGHT;
  }
  return counts;
}
