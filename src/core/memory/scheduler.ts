/**
 * The one place that knows ts-fsrs, and of it only the formulas. It is fed differences of study days, never instants:
 * version 5.4.2 counts UTC calendar days, so two reviews ten minutes apart across UTC midnight would count as a day.
 */
import { type FSRS, forgetting_curve, fsrs } from "ts-fsrs";
import type { CardId } from "../ids.ts";
import type { Now } from "../plan/now.ts";
import type { StudyDay } from "../plan/study-day.ts";
import type { CardState, Memory, Phase } from "./card-state.ts";
import { fuzzedInterval, seededRandom } from "./fuzz.ts";
import { type MemorySettings, type Model, modelFor } from "./model.ts";
import type { Outcome } from "./outcome.ts";
import { RATINGS, type Rating } from "./rating.ts";
import { nextStep } from "./steps.ts";
import { WEIGHT_COUNT } from "./weights.ts";

/** A hundred years. */
export const MAXIMUM_INTERVAL_DAYS = 36_500;

/** Works out what reviews lead to, by one model. */
export interface Scheduler {
  readonly model: Model;
  /** What each rating would lead to, in the order of `RATINGS`. */
  readonly outcomes: (card: CardId, state: CardState, now: Now) => readonly Outcome[];
  /** Whole days from the last review of a card in review to its next, spread out as by the answer that brought it there. */
  readonly intervalDays: (card: CardId, state: CardState) => number;
  /** The memory state, phase and step after one review; how long the card then waits is not decided here. */
  readonly transition: (state: CardState, rating: Rating, day: StudyDay) => Transition;
}

export interface Transition {
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
}

/**
 * @param fuzz off only to check known answers
 * @throws RangeError for a weight vector of the wrong length, which ts-fsrs would silently replace by its default
 */
export function makeScheduler(model: Model, { fuzz = true }: { readonly fuzz?: boolean } = {}): Scheduler {
  const { weights } = model;
  if (weights.length !== WEIGHT_COUNT || !weights.every(Number.isFinite)) {
    throw new RangeError(`FSRS-6 has ${WEIGHT_COUNT} weights, got ${weights.length}`);
  }
  const engine = fsrs({
    w: [...weights],
    request_retention: model.desiredRetention,
    maximum_interval: MAXIMUM_INTERVAL_DAYS,
    enable_fuzz: false,
    enable_short_term: true,
  });
  return {
    model,
    outcomes: (card, state, now) => outcomes(engine, model, fuzz, card, state, now),
    intervalDays: (card, { memory, reviews }) => {
      const days = engine.next_interval(memory?.stability ?? 0, 0);
      // The last answer was given when the card had one review less; its chance is the same.
      return fuzz ? fuzzedInterval(days, seededRandom(`${card}#${reviews - 1}`), 0, MAXIMUM_INTERVAL_DAYS) : days;
    },
    transition: (state, rating, day) => {
      const { phase, step } = nextStep(state.phase, state.step, rating, model);
      return { phase, step, memory: nextMemory(engine, state, rating, elapsedDays(state, day)) };
    },
  };
}

// A scheduler is the same for the same model; making one takes longer than using it.
const made = new Map<string, Scheduler>();

/** The scheduler of a model. */
export function schedulerOf(model: Model): Scheduler {
  const key = JSON.stringify(model);
  const scheduler = made.get(key) ?? makeScheduler(model);
  made.set(key, scheduler);
  return scheduler;
}

/** The scheduler that the user's settings ask for. */
export const schedulerFor = (settings: MemorySettings): Scheduler => schedulerOf(modelFor(settings));

/** Whole study days since the last review; the formulas refuse days that go back, whatever the calendar did. */
const elapsedDays = ({ lastDay }: CardState, day: StudyDay): number =>
  lastDay === null ? 0 : Math.max(0, day - lastDay);

function nextMemory(engine: FSRS, { memory }: CardState, rating: Rating, elapsed: number): Memory {
  const { stability, difficulty } = engine.next_state(memory, elapsed, rating);
  return { stability, difficulty };
}

function outcomes(engine: FSRS, model: Model, fuzz: boolean, card: CardId, state: CardState, now: Now): Outcome[] {
  const elapsed = elapsedDays(state, now.today);
  const random = seededRandom(`${card}#${state.reviews}`);
  const memories = RATINGS.map((rating) => nextMemory(engine, state, rating, elapsed));
  const intervals = plainIntervals(
    memories.map(({ stability }) => engine.next_interval(stability, elapsed)),
    state.phase,
  );
  let shortest = 0;
  return RATINGS.map((rating, i): Outcome => {
    const { phase, step, minutes } = nextStep(state.phase, state.step, rating, model);
    const shared = { rating, phase, step, memory: memories[i] as Memory };
    if (minutes !== null) return { ...shared, wait: { unit: "minutes", count: minutes } };
    const plain = intervals[i] ?? 1;
    const wanted = fuzz ? fuzzedInterval(plain, random, elapsed, MAXIMUM_INTERVAL_DAYS) : plain;
    // Rounding must not let a better rating come back sooner than a worse one.
    const days = Math.min(Math.max(wanted, fuzz ? shortest : plain), MAXIMUM_INTERVAL_DAYS);
    shortest = days + 1;
    return { ...shared, wait: { unit: "days", count: days } };
  });
}

/** In review a better rating waits longer, also where the formula's days are the same after rounding. */
function plainIntervals(days: readonly number[], phase: Phase): readonly number[] {
  const [again = 1, hard = 1, good = 1, easy = 1] = days;
  if (phase !== "review") return days;
  const shorter = Math.min(hard, good);
  const middle = Math.max(good, shorter + 1);
  return [again, shorter, middle, Math.max(easy, middle + 1)];
}

/** How likely the card is remembered on a study day, 0 to 1; FSRS-6's forgetting curve over whole study days. */
export function retrievability(memory: Memory, elapsedDays: number, { weights }: Pick<Model, "weights">): number {
  return forgetting_curve([...weights], Math.max(0, elapsedDays), memory.stability);
}
