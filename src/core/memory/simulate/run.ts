// biome-ignore-all lint/style/noNonNullAssertion: cards and days run within their arrays
/**
 * One possible future of a deck, day by day: what is due is answered as far as the day's limit goes, the curve says how
 * likely each card is remembered, chance decides, and the formulas say when it comes back. Source of the model: fsrs-rs
 * 6.6, src/simulation.rs; unlike it, a same-day Hard never makes stability smaller, as in the scheduler (fsrs-rs#376).
 */
import { type Derived, derive } from "../optimise/derived.ts";
import { randomAt } from "../random.ts";
import type { Behaviour } from "./behaviour.ts";
import { type Memory, pick, soonest, stepOn } from "./same-day.ts";
import { NO_SHIFT, type Shift, shiftedRecall } from "./shift.ts";
import { afterReview, difficultyAfter, recallOf } from "./step.ts";

/** Cards that were begun, as they are today. */
export interface CardsToday {
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** Study days since the last review. */
  readonly elapsedDays: Int32Array;
  /** Study days until the card is due; 0 or less for today. */
  readonly dueInDays: Int32Array;
}

/** The portions of the days from today on, as a forecast needs them. */
export interface PortionDays {
  /** How many days have one, today among them. */
  readonly days: number;
  /** Reviews on each. */
  readonly perDay: number;
}

/** What is left of a day's limits, of which a part was done already. */
export interface LeftToday {
  readonly reviews: number;
  readonly firsts: number;
}

export interface Plan {
  readonly cards: CardsToday;
  readonly newCards: number;
  readonly newPerDay: number;
  /** Reviews a day, new cards not counted; what is left waits for the next day. Infinite where it is absent. */
  readonly reviewsPerDay?: number;
  /** From today on. */
  readonly days: number;
  /** Of a learner who catches up after an absence: until it is over, no new cards come. */
  readonly portions?: PortionDays | null;
  /** Without it today is a whole day. */
  readonly leftToday?: LeftToday | null;
  /** So many days, from today on, are a pause: nothing is asked. */
  readonly pausedDays?: number;
  /**
   * Whether cards wait as long as the formula says and no longer, as in Anki's simulator. The schedulers of both, unlike it,
   * let a better grade wait longer where the days are the same after rounding, which saves a few reviews in a hundred.
   */
  readonly plainIntervals?: boolean;
}

/** On which days the learner studies; what is missed is done on the next day that is studied. */
export interface Habits {
  /** By day: 1 where it is studied. */
  readonly studied: Uint8Array;
  /** By day: the part of the day's new cards that is begun, 0 to 1. */
  readonly newPart: Float64Array;
}

/** The habits of somebody who misses no day and begins all new cards of each. */
export const everyDay = (days: number): Habits => ({
  studied: new Uint8Array(days).fill(1),
  newPart: new Float64Array(days).fill(1),
});

/** What does not change within a run. */
export interface Learner {
  readonly weights: Float64Array;
  readonly derived: Derived;
  readonly behaviour: Behaviour;
  /** How the learner's recall differs from what the weights say. */
  readonly shift: Shift;
}

/** @param shift how recall differs from what the weights say; without it, not at all */
export const learnerOf = (weights: ArrayLike<number>, behaviour: Behaviour, shift = NO_SHIFT): Learner => {
  const own = Float64Array.from(weights);
  return { weights: own, derived: derive(own), behaviour, shift };
};

export interface Outcome {
  /** By day: answers to cards that were begun before, and to new ones; each day's first of a card. */
  readonly reviews: Float64Array;
  readonly firsts: Float64Array;
  /** By day: for all answers. */
  readonly seconds: Float64Array;
  /** Cards that would be remembered at the end of the last day: the sum of their recall. As in fsrs-rs. */
  readonly known: number;
}

const LONGEST_DAYS = 36_500;

/** @param seed the same seed gives each card the same luck at any desired retention, so that curves are smooth */
export function runOnce(
  plan: Plan,
  learner: Learner,
  desiredRetention: number,
  seed: number,
  habits: Habits = everyDay(plan.days),
): Outcome {
  const { cards, days, reviewsPerDay = Number.POSITIVE_INFINITY } = plan;
  const { weights, derived, behaviour } = learner;
  const intervalOfOne = (desiredRetention ** (-1 / weights[20]!) - 1) / derived.factor;
  const reviews = new Float64Array(days);
  const firsts = new Float64Array(days);
  const seconds = new Float64Array(days);
  const all = cards.stability.length + (plan.newPerDay > 0 ? plan.newCards : 0);
  const deck = cardsOfRun(cards, all, days);
  const { stability, difficulty, last, answered, due } = deck;
  const memory: Memory = { stability: 0, difficulty: 0, seconds: 0 };

  const answer = (card: number, day: number): void => {
    const review = ++answered[card]!;
    const waited = Math.max(1, day - last[card]!);
    const recall = recallOf(weights, derived, stability[card]!, waited);
    const remembered = shiftedRecall(recall, learner.shift, waited);
    const draw = randomAt(seed, card, review << 4);
    const rating = draw < remembered ? pick(behaviour.passed, draw / remembered) : 1;
    memory.seconds = behaviour.seconds.review[rating - 1]!;
    const before = stability[card]!;
    memory.stability = afterReview(weights, derived, stability[card]!, difficulty[card]!, recall, rating);
    memory.difficulty = difficultyAfter(weights, derived, difficulty[card]!, rating);
    if (rating === 1) stepOn(memory, learner, "relearning", 1, seed, card, review << 4);
    reviews[day]! += 1;
    // With the gain of one grade those of the others are known: they are multiples of that of Good.
    const gain = (memory.stability - before) / (rating === 2 ? weights[15]! : rating === 4 ? weights[16]! : 1);
    keep(card, day, rating > 1 && !plan.plainIntervals ? soonest(rounded, before, gain, rating, weights) : 1);
  };
  const rounded = (value: number): number => Math.min(Math.max(1, Math.round(value * intervalOfOne)), LONGEST_DAYS);
  const begin = (card: number, day: number): void => {
    const rating = pick(behaviour.first, randomAt(seed, card, 0));
    memory.stability = weights[rating - 1]!;
    memory.difficulty = Math.min(Math.max(derived.firstDifficulty[rating]!, 1), 10);
    memory.seconds = behaviour.seconds.learning[rating - 1]!;
    stepOn(memory, learner, "learning", rating, seed, card, 0);
    firsts[day]! += 1;
    keep(card, day, 1);
  };
  const keep = (card: number, day: number, atLeast: number): void => {
    stability[card] = memory.stability;
    difficulty[card] = memory.difficulty;
    last[card] = day;
    seconds[day]! += memory.seconds;
    due[day + Math.max(atLeast, rounded(memory.stability))]?.push(card);
  };

  const limits = { days, newPerDay: plan.newPerDay, reviewsPerDay, ...plansOf(plan) };
  const next = liveThrough(deck, limits, habits, seed, { answer, begin });
  let known = 0;
  for (let card = 0; card < next; card++) {
    const waited = days - 1 - last[card]!;
    known += shiftedRecall(recallOf(weights, derived, stability[card]!, waited), learner.shift, waited);
  }
  return { reviews, firsts, seconds, known };
}

/** The cards of one run by their places, those that are begun first. Changed on the way. */
interface CardsOfRun {
  readonly begun: number;
  readonly all: number;
  readonly stability: Float64Array;
  readonly difficulty: Float64Array;
  /** The day of the last review; before today it is less than 0. */
  readonly last: Int32Array;
  /** How often each was answered in this run. */
  readonly answered: Int32Array;
  /** Those of each day. */
  readonly due: readonly number[][];
}

/** @param all how many there are, with those that may be begun in this run */
export function cardsOfRun(cards: CardsToday, all: number, days: number): CardsOfRun {
  const begun = cards.stability.length;
  const stability = new Float64Array(all);
  const difficulty = new Float64Array(all);
  stability.set(cards.stability);
  difficulty.set(cards.difficulty);
  const last = new Int32Array(all);
  const answered = new Int32Array(all);
  const due = Array.from({ length: days }, (): number[] => []);
  for (let card = 0; card < begun; card++) {
    last[card] = -cards.elapsedDays[card]!;
    due[Math.max(0, cards.dueInDays[card]!)]?.push(card);
  }
  return { begun, all, stability, difficulty, last, answered, due };
}

/** What a day asks at most. */
export interface Limits {
  readonly days: number;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  /** See `Plan`. */
  readonly portions: PortionDays | null;
  readonly leftToday: LeftToday | null;
  readonly pausedDays: number;
}

const plansOf = ({
  portions = null,
  leftToday = null,
  pausedDays = 0,
}: Pick<Plan, "portions" | "leftToday" | "pausedDays">): Pick<Limits, "portions" | "leftToday" | "pausedDays"> => ({
  portions,
  leftToday,
  pausedDays,
});

/**
 * Goes through the days: on each that is studied first what is due, as far as the limit goes, then the new cards. While a learner
 * catches up, those come first that are most likely remembered.
 * @param seed of the parts of cards that are begun on a day
 * @param does what becomes of a card on a day
 * @returns how many cards are begun in the end
 */
export function liveThrough(
  { begun, all, due, stability, last }: Omit<CardsOfRun, "difficulty" | "answered">,
  { days, newPerDay, reviewsPerDay, portions, leftToday, pausedDays }: Limits,
  { studied, newPart }: Habits,
  seed: number,
  does: Readonly<Record<"answer" | "begin", (card: number, day: number) => void>>,
): number {
  let next = begun;
  let waiting: number[] = [];
  for (let day = 0; day < days; day++) {
    const today = waiting.length > 0 ? waiting.concat(due[day]!) : due[day]!;
    const isPortion = portions !== null && day < portions.days;
    const ofDay = isPortion ? Math.min(reviewsPerDay, portions.perDay) : reviewsPerDay;
    const left = day === 0 ? leftToday : null;
    const isStudied = studied[day] === 1 && day >= pausedDays;
    const done = isStudied ? Math.min(today.length, left?.reviews ?? ofDay) : 0;
    if (isPortion && done < today.length)
      today.sort((a, b) => (day - last[a]!) / stability[a]! - (day - last[b]!) / stability[b]! || a - b);
    for (let i = 0; i < done; i++) does.answer(today[i]!, day);
    waiting = done < today.length ? today.slice(done) : [];
    if (!isStudied || isPortion) continue;
    // A part of a card is begun on a part of the days.
    const wanted = Math.floor((left?.firsts ?? newPerDay) * newPart[day]! + randomAt(seed, -2, day));
    for (const end = Math.min(all, next + wanted); next < end; next++) does.begin(next, day);
  }
  return next;
}
