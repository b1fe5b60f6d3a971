/**
 * The one place that knows ts-fsrs. It is fed study days, never instants: version 5.4.2 counts UTC calendar days, so
 * two reviews ten minutes apart across UTC midnight would count as a day.
 */
import { type CardInput, type FSRS, forgetting_curve, fsrs, type Grade, State } from "ts-fsrs";
import type { CardId } from "../ids.ts";
import { RATINGS, type Rating } from "../log/kinds/review.ts";
import type { Now } from "../plan/now.ts";
import { DAY_MS, MINUTE_MS, type StudyDay } from "../plan/study-day.ts";
import type { Settings } from "../settings.ts";
import type { CardState, Memory, Phase } from "./card-state.ts";
import { fuzzedInterval, seededRandom } from "./fuzz.ts";
import { DEFAULT_WEIGHTS, type Model, modelFor } from "./model.ts";
import type { Outcome } from "./outcome.ts";

/** A hundred years. */
export const MAXIMUM_INTERVAL_DAYS = 36_500;
/** Works out what reviews lead to, by one model. */
export interface Scheduler {
  readonly model: Model;
  /** What each rating would lead to, in the order of `RATINGS`. */
  readonly outcomes: (card: CardId, state: CardState, now: Now) => readonly Outcome[];
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
  if (weights.length !== DEFAULT_WEIGHTS.length || !weights.every(Number.isFinite)) {
    throw new RangeError(`FSRS-6 has ${DEFAULT_WEIGHTS.length} weights, got ${weights.length}`);
  }
  const engine = fsrs({
    w: [...weights],
    request_retention: model.desiredRetention,
    maximum_interval: MAXIMUM_INTERVAL_DAYS,
    enable_fuzz: false,
    enable_short_term: true,
    learning_steps: model.learningSteps.map(inMinutes),
    relearning_steps: model.relearningSteps.map(inMinutes),
  });
  return {
    model,
    outcomes: (card, state, now) => outcomes(engine, fuzz, card, state, now),
    transition: (state, rating, day) => {
      const next = engine.next(toEngine(state), dateOf(countedDay(state, day)), rating as Grade).card;
      return { phase: PHASES[next.state], memory: memoryOf(next), step: next.learning_steps };
    },
  };
}

// A scheduler is the same for the same model; making one takes longer than using it.
const made = new Map<string, Scheduler>();

/** The scheduler of a model. */
export function schedulerOf(model: Model): Scheduler {
  const key = `${model.desiredRetention} ${model.learningSteps} ${model.relearningSteps} ${model.id}`;
  const scheduler = made.get(key) ?? makeScheduler(model);
  made.set(key, scheduler);
  return scheduler;
}

/** The scheduler that the user's settings ask for. */
export const schedulerFor = (settings: Pick<Settings, "desiredRetention">): Scheduler =>
  schedulerOf(modelFor(settings));

const inMinutes = (count: number) => `${count}m` as const;

/** The engine refuses days that go back, whatever the calendar did. */
const countedDay = (state: CardState, day: StudyDay): StudyDay => Math.max(day, state.lastDay ?? day);

function outcomes(engine: FSRS, fuzz: boolean, card: CardId, state: CardState, now: Now): Outcome[] {
  const day = countedDay(state, now.today);
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
