/**
 * The one place that knows ts-fsrs. It is fed study days, never instants: version 5.4.2 counts UTC calendar days, so
 * two reviews ten minutes apart across UTC midnight would count as a day.
 */
import { type CardInput, default_w, type FSRS, forgetting_curve, fsrs, type Grade, State } from "ts-fsrs";
import type { CardId } from "../ids.ts";
import { RATINGS, type Rating } from "../log/event.ts";
import type { Now } from "../plan/now.ts";
import { DAY_MS, MINUTE_MS, type StudyDay } from "../plan/study-day.ts";
import type { Settings } from "../settings.ts";
import { type CardState, type Memory, type Phase, reviewDay } from "./card-state.ts";
import { fuzzedInterval, seededRandom } from "./fuzz.ts";
import type { Outcome } from "./outcome.ts";

/** Learning: 1 min, then 10 min; relearning: 10 min. As the FSRS projects advise, all within one day. */
const LEARNING_STEPS = ["1m", "10m"] as const;
const RELEARNING_STEPS = ["10m"] as const;
/** A hundred years. */
export const MAXIMUM_INTERVAL_DAYS = 36_500;
/** The 21 weights of FSRS-6 that were fitted to some ten thousand users. */
export const DEFAULT_WEIGHTS: readonly number[] = default_w;

export interface SchedulerConfig {
  /** 0.70 to 0.97. */
  readonly desiredRetention: number;
  /** Exactly 21 numbers (FSRS-6). */
  readonly weights?: readonly number[];
  /** Off only to check known answers. */
  readonly fuzz?: boolean;
}

export interface Scheduler {
  /** What each rating would lead to, in the order of `RATINGS`. */
  readonly outcomes: (card: CardId, state: CardState, moment: Now) => readonly Outcome[];
  /** The memory state, phase and step after one review; how long the card then waits is not decided here. */
  readonly transition: (state: CardState, rating: Rating, day: StudyDay) => Transition;
}

export interface Transition {
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
}

/** @throws RangeError for a weight vector of the wrong length, which ts-fsrs would silently replace by its default */
export function makeScheduler(config: SchedulerConfig): Scheduler {
  const weights = config.weights ?? DEFAULT_WEIGHTS;
  if (weights.length !== DEFAULT_WEIGHTS.length || !weights.every(Number.isFinite)) {
    throw new RangeError(`FSRS-6 has ${DEFAULT_WEIGHTS.length} weights, got ${weights.length}`);
  }
  const engine = fsrs({
    w: [...weights],
    request_retention: config.desiredRetention,
    maximum_interval: MAXIMUM_INTERVAL_DAYS,
    enable_fuzz: false,
    enable_short_term: true,
    learning_steps: [...LEARNING_STEPS],
    relearning_steps: [...RELEARNING_STEPS],
  });
  return {
    outcomes: (card, state, moment) => outcomes(engine, config.fuzz ?? true, card, state, moment),
    transition: (state, rating, day) => {
      const next = engine.next(toEngine(state), dateOf(reviewDay(state, day)), rating as Grade).card;
      return { phase: PHASES[next.state], memory: memoryOf(next), step: next.learning_steps };
    },
  };
}

// A scheduler is the same for the same settings; making one takes longer than using it.
const made = new Map<number, Scheduler>();

/** The scheduler that the user's settings ask for. */
export function schedulerFor({ desiredRetention }: Pick<Settings, "desiredRetention">): Scheduler {
  const scheduler = made.get(desiredRetention) ?? makeScheduler({ desiredRetention });
  made.set(desiredRetention, scheduler);
  return scheduler;
}

function outcomes(engine: FSRS, fuzz: boolean, card: CardId, state: CardState, moment: Now): Outcome[] {
  const day = reviewDay(state, moment.today);
  const reviewedAt = dateOf(day);
  const random = seededRandom(`${card}#${state.reviews}`);
  const elapsedDays = state.lastDay === null ? 0 : day - state.lastDay;
  let shortest = 0;
  return RATINGS.map((rating): Outcome => {
    const next = engine.next(toEngine(state), reviewedAt, rating as Grade).card;
    const phase = PHASES[next.state];
    const shared = { rating, phase, memory: memoryOf(next), step: next.learning_steps };
    if (phase === "learning" || phase === "relearning") {
      const minutes = Math.round((next.due.getTime() - reviewedAt.getTime()) / MINUTE_MS);
      return { ...shared, wait: { unit: "minutes", count: minutes } };
    }
    const plain = next.scheduled_days;
    const wanted = fuzz ? fuzzedInterval(plain, random, elapsedDays, MAXIMUM_INTERVAL_DAYS) : plain;
    // Rounding must not let a better rating come back sooner than a worse one.
    const days = Math.min(Math.max(wanted, fuzz ? shortest : plain), MAXIMUM_INTERVAL_DAYS);
    shortest = days + 1;
    return { ...shared, wait: { unit: "days", count: days } };
  });
}

/** How likely the card is remembered on a study day, 0 to 1; FSRS-6's forgetting curve over whole study days. */
export function retrievability(memory: Memory, elapsedDays: number, weights = DEFAULT_WEIGHTS): number {
  return forgetting_curve([...weights], Math.max(0, elapsedDays), memory.stability);
}

/** Midnight UTC of a made-up calendar in which study days are UTC days. */
const dateOf = (day: StudyDay): Date => new Date(day * DAY_MS);

const PHASES: Readonly<Record<State, Phase>> = {
  [State.New]: "new",
  [State.Learning]: "learning",
  [State.Review]: "review",
  [State.Relearning]: "relearning",
};

const STATES: Readonly<Record<Phase, State>> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};

const memoryOf = (card: { stability: number; difficulty: number }): Memory => ({
  stability: card.stability,
  difficulty: card.difficulty,
});

function toEngine(state: CardState): CardInput {
  return {
    // The engine reads neither the due date nor the counters when it schedules.
    due: 0,
    stability: state.memory?.stability ?? 0,
    difficulty: state.memory?.difficulty ?? 0,
    elapsed_days: 0,
    scheduled_days: 0,
    learning_steps: state.step,
    reps: state.reviews,
    lapses: state.lapses,
    state: STATES[state.phase],
    last_review: state.lastDay === null ? null : dateOf(state.lastDay),
  };
}
