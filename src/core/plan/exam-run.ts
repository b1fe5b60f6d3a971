// biome-ignore-all lint/style/noNonNullAssertion: cards, facts and days run within their arrays
/**
 * One possible future until an exam, day by day, as in `memory/simulate/run.ts`, with the days that are given when an exam is
 * ahead: the same limits, habits and answers, and the recall of facts on the day of the exam.
 */
import { balancedInterval } from "../memory/balance.ts";
import type { EasyDays } from "../memory/easy-days.ts";
import { beforeExam } from "../memory/exam.ts";
import { randomAt } from "../memory/random.ts";
import type { LeftToday, PortionDays } from "../memory/simulate/run.ts";
import { type CardsToday, cardsOfRun, type Habits, type Learner, liveThrough } from "../memory/simulate/run.ts";
import { type Memory, pick, soonest, stepOn } from "../memory/simulate/same-day.ts";
import { shiftedRecall } from "../memory/simulate/shift.ts";
import { afterReview, difficultyAfter, recallOf } from "../memory/simulate/step.ts";

export interface ExamPlan {
  /** Cards that were begun, as they are today. */
  readonly cards: CardsToday;
  /** A fact's number for each card: those that were begun, then new ones in the order in which they come. */
  readonly factOf: Int32Array;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  /** Study days before the exam, today among them. */
  readonly days: number;
  /** So many of them, from today on, are a pause: nothing is asked. */
  readonly pausedDays: number;
  /** Of a learner who catches up after an absence. */
  readonly portions: PortionDays | null;
  /** Null where today is a whole day. */
  readonly leftToday: LeftToday | null;
  /** Whether days are given with the exam in view. */
  readonly isPlanned: boolean;
}

export interface ExamOutcome {
  /** Facts that are recalled on the day: for each the mean of its cards that were begun. */
  readonly facts: number;
  /** Facts of which a card was begun by then. */
  readonly begun: number;
  /** Of the days that are no pause. */
  readonly minutesPerDay: number;
}

/** Days of the week do not matter here. */
const NO_EASY_DAYS: EasyDays = [];

/** @param seed the same seed gives each card the same luck, with the exam in view or without */
export function runUntilExam(
  plan: ExamPlan,
  learner: Learner,
  desiredRetention: number,
  seed: number,
  habits: Habits,
): ExamOutcome {
  const { cards, days, pausedDays, reviewsPerDay, factOf } = plan;
  const { weights, derived, behaviour } = learner;
  const intervalOfOne = (desiredRetention ** (-1 / weights[20]!) - 1) / derived.factor;
  const all = plan.newPerDay > 0 ? factOf.length : cards.stability.length;
  const deck = cardsOfRun(cards, all, days);
  const { stability, difficulty, last, answered, due } = deck;
  // Of the card that is answered; the seconds are those of all.
  const memory: Memory = { stability: 0, difficulty: 0, seconds: 0 };

  const rounded = (value: number): number => Math.max(1, Math.round(value * intervalOfOne));
  const keep = (card: number, day: number, atLeast: number): void => {
    stability[card] = memory.stability;
    difficulty[card] = memory.difficulty;
    last[card] = day;
    const interval = Math.max(atLeast, rounded(stability[card]!));
    due[day + waitOf(card, day, interval)]?.push(card);
  };
  const waitOf = (card: number, day: number, interval: number): number => {
    if (!plan.isPlanned) return interval;
    const range = beforeExam(interval, { shortest: interval, longest: interval }, days, day);
    if (!range.isCapped) return range.longest;
    const load = { dueOn: (on: number) => due[on]?.length ?? 0, siblingsOn: () => 0, easyDays: NO_EASY_DAYS };
    const random = randomAt(seed, card, (answered[card]! << 4) + 15);
    return balancedInterval(range, random, load, { today: day, prefersSooner: false });
  };
  const answer = (card: number, day: number): void => {
    const draw = ++answered[card]! << 4;
    const waited = Math.max(1, day - last[card]!);
    const recall = recallOf(weights, derived, stability[card]!, waited);
    const remembered = shiftedRecall(recall, learner.shift, waited);
    const chance = randomAt(seed, card, draw);
    const rating = chance < remembered ? pick(behaviour.passed, chance / remembered) : 1;
    memory.seconds += behaviour.seconds.review[rating - 1]!;
    const before = stability[card]!;
    memory.stability = afterReview(weights, derived, before, difficulty[card]!, recall, rating);
    memory.difficulty = difficultyAfter(weights, derived, difficulty[card]!, rating);
    if (rating === 1) stepOn(memory, learner, "relearning", 1, seed, card, draw);
    const gain = (memory.stability - before) / (rating === 2 ? weights[15]! : rating === 4 ? weights[16]! : 1);
    keep(card, day, rating > 1 ? soonest(rounded, before, gain, rating, weights) : 1);
  };
  const begin = (card: number, day: number): void => {
    const rating = pick(behaviour.first, randomAt(seed, card, 0));
    memory.stability = weights[rating - 1]!;
    memory.difficulty = Math.min(Math.max(derived.firstDifficulty[rating]!, 1), 10);
    memory.seconds += behaviour.seconds.learning[rating - 1]!;
    stepOn(memory, learner, "learning", rating, seed, card, 0);
    keep(card, day, 1);
  };

  const { newPerDay, portions, leftToday } = plan;
  const limits = { days, newPerDay, reviewsPerDay, portions, leftToday, pausedDays };
  const next = liveThrough(deck, limits, habits, seed, { answer, begin });
  const recallOn = (card: number): number => {
    const waited = Math.max(1, days - last[card]!);
    return shiftedRecall(recallOf(weights, derived, stability[card]!, waited), learner.shift, waited);
  };
  return {
    ...factsRecalled(next, factOf, recallOn),
    minutesPerDay: memory.seconds / 60 / Math.max(1, days - pausedDays),
  };
}

/** The sum over facts of the mean recall of their cards, and how many facts there are. @param cards from the first on */
function factsRecalled(
  cards: number,
  factOf: Int32Array,
  recallOn: (card: number) => number,
): Pick<ExamOutcome, "facts" | "begun"> {
  const recalls = new Map<number, { sum: number; cards: number }>();
  for (let card = 0; card < cards; card++) {
    const fact = recalls.get(factOf[card]!) ?? { sum: 0, cards: 0 };
    fact.sum += recallOn(card);
    fact.cards += 1;
    recalls.set(factOf[card]!, fact);
  }
  let facts = 0;
  for (const { sum, cards: of } of recalls.values()) facts += sum / of;
  return { facts, begun: recalls.size };
}
