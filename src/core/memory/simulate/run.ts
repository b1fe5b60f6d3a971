// biome-ignore-all lint/style/noNonNullAssertion: cards and days run within their arrays
/**
 * One possible future of a deck, card by card: on the day that a card is due, the curve says how likely it is remembered,
 * chance decides, and the formulas say when it comes back. Without a limit of reviews a day no card waits for another,
 * so that days need not be gone through one after the other. Source of the model: fsrs-rs 6.6, src/simulation.rs; unlike
 * it, a same-day Hard never makes stability smaller, as in the scheduler (fsrs-rs#376).
 */
import { type Derived, derive } from "../optimise/derived.ts";
import { randomAt } from "../random.ts";
import type { Behaviour, ByGrade, Stage } from "./behaviour.ts";
import { afterReview, afterSameDay, difficultyAfter, recallOf } from "./step.ts";

/** Cards that were begun, as they are today. */
export interface CardsToday {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Study days since the last review. */
  readonly elapsedDays: Int32Array;
  /** Study days until the card is due; 0 or less for today. */
  readonly dueInDays: Int32Array;
}

export interface Plan {
  readonly cards: CardsToday;
  readonly newCards: number;
  readonly newPerDay: number;
  /** From today on. */
  readonly days: number;
  /** How likely the learner studies on a day, 0 to 1; what is missed is done on the next day that is studied. */
  readonly studiedPart: number;
}

/** What does not change from run to run. */
export interface Learner {
  readonly weights: Float64Array;
  readonly derived: Derived;
  readonly behaviour: Behaviour;
}

export const learnerOf = (weights: ArrayLike<number>, behaviour: Behaviour): Learner => {
  const own = Float64Array.from(weights);
  return { weights: own, derived: derive(own), behaviour };
};

export interface Outcome {
  /** By day: answers to cards that were begun before, and to new ones; each day's first of a card. */
  readonly reviews: Float64Array;
  readonly firsts: Float64Array;
  /** By day: for all answers. */
  readonly seconds: Float64Array;
  /** Cards that would be remembered at the end: the sum of their recall. */
  readonly known: number;
}

/** Same-day answers after the first, at most. */
const MOST_STEPS = 5;
const STEPS = { learning: 2, relearning: 1 } as const;
const LONGEST_DAYS = 36_500;

/** @param seed the same seed gives each card the same luck at any desired retention, so that curves are smooth */
export function runOnce(plan: Plan, learner: Learner, desiredRetention: number, seed: number): Outcome {
  const { cards, days } = plan;
  const { weights, derived } = learner;
  const intervalOfOne = (desiredRetention ** (-1 / weights[20]!) - 1) / derived.factor;
  const nextStudied = studiedDays(plan, seed);
  const reviews = new Float64Array(days);
  const firsts = new Float64Array(days);
  const seconds = new Float64Array(days);
  let known = 0;
  const begun = cards.stability.length;
  const memory = { stability: 0, difficulty: 0, seconds: 0 };

  const live = (card: number, firstDay: number, firstLast: number): void => {
    let day = firstDay;
    let last = firstLast;
    for (let review = 1; day < days; review++) {
      const recall = recallOf(weights, derived, memory.stability, Math.max(1, day - last));
      const draw = randomAt(seed, card, review << 4);
      const rating = draw < recall ? pick(learner.behaviour.passed, draw / recall) : 1;
      memory.seconds = learner.behaviour.seconds.review[rating - 1]!;
      memory.stability = afterReview(weights, derived, memory.stability, memory.difficulty, recall, rating);
      memory.difficulty = difficultyAfter(weights, derived, memory.difficulty, rating);
      if (rating === 1) stepOn(memory, learner, "relearning", 1, seed, card, review << 4);
      reviews[day]! += 1;
      seconds[day]! += memory.seconds;
      last = day;
      day = nextDay(last + intervalFor(memory.stability));
    }
    known += recallOf(weights, derived, memory.stability, days - last);
  };
  const intervalFor = (stability: number) => Math.min(Math.max(1, Math.round(stability * intervalOfOne)), LONGEST_DAYS);
  const nextDay = (day: number) => (day < days ? nextStudied[day]! : days);

  for (let card = 0; card < begun; card++) {
    memory.stability = cards.stability[card]!;
    memory.difficulty = cards.difficulty[card]!;
    live(card, nextDay(Math.max(0, cards.dueInDays[card]!)), -cards.elapsedDays[card]!);
  }
  let day = nextDay(0);
  for (let card = begun, today = 0; card < begun + plan.newCards && plan.newPerDay > 0; card++, today++) {
    if (today === plan.newPerDay) {
      today = 0;
      day = nextDay(day + 1);
    }
    if (day >= days) break;
    const rating = pick(learner.behaviour.first, randomAt(seed, card, 0));
    memory.stability = weights[rating - 1]!;
    memory.difficulty = Math.min(Math.max(derived.firstDifficulty[rating]!, 1), 10);
    memory.seconds = learner.behaviour.seconds.learning[rating - 1]!;
    stepOn(memory, learner, "learning", rating, seed, card, 0);
    firsts[day]! += 1;
    seconds[day]! += memory.seconds;
    live(card, nextDay(day + intervalFor(memory.stability)), day);
  }
  return { reviews, firsts, seconds, known };
}

/**
 * The rest of a day on which a card is learnt or relearnt: until it was passed as often as there are steps, or was Easy.
 * Good at first counts as a step.
 */
function stepOn(
  memory: { stability: number; difficulty: number; seconds: number },
  { weights, derived, behaviour }: Learner,
  stage: Exclude<Stage, "review">,
  first: number,
  seed: number,
  card: number,
  draw: number,
): void {
  const wanted = first > 2 ? STEPS[stage] - 1 : STEPS[stage];
  let rating = first;
  let passed = 0;
  for (let step = 1; step <= MOST_STEPS && passed < wanted && rating < 4; step++) {
    rating = pick(behaviour.next[stage][rating - 1]!, randomAt(seed, card, draw + step));
    memory.stability = afterSameDay(weights, derived, memory.stability, rating);
    memory.difficulty = difficultyAfter(weights, derived, memory.difficulty, rating);
    memory.seconds += behaviour.seconds[stage][rating - 1]!;
    if (rating > 2) passed += 1;
    else if (rating === 1) passed = 0;
  }
}

/** The grade, 1 to 4, that a number from 0 to 1 falls on. */
function pick(parts: ByGrade, draw: number): number {
  let rest = draw - parts[0];
  if (rest < 0) return 1;
  rest -= parts[1];
  if (rest < 0) return 2;
  return rest < parts[2] ? 3 : 4;
}

/** For each day the first from it on that is studied; the number of days for none. Chance is that of no card. */
function studiedDays({ days, studiedPart }: Plan, seed: number): Int32Array {
  const next = new Int32Array(days + 1).fill(days);
  for (let day = days - 1; day >= 0; day--) next[day] = randomAt(seed, -1, day) < studiedPart ? day : next[day + 1]!;
  return next;
}
