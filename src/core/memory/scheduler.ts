/**
 * The one place that knows ts-fsrs, and of it only the formulas. It is fed differences of study days, never instants:
 * version 5.4.2 counts UTC calendar days, so two reviews ten minutes apart across UTC midnight would count as a day.
 */
import { computeDecayFactor, FSRSAlgorithm, type FSRSParameters } from "ts-fsrs";
import type { CardId } from "../ids.ts";
import type { Now } from "../time/now.ts";
import type { StudyDay } from "../time/study-day.ts";
import { balancedInterval, LONGEST_BALANCED_DAYS, type Load } from "./balance.ts";
import { type CardState, type Memory, type Phase, reviewDay } from "./card-state.ts";
import { beforeExam, type PlannedRange } from "./exam.ts";
import { type DayRange, fuzzedInterval, fuzzRange, seededRandom } from "./fuzz.ts";
import { type MemorySettings, type Model, modelFor } from "./model.ts";
import type { Outcome } from "./outcome.ts";
import { RATINGS, type Rating } from "./rating.ts";
import { nextStep } from "./steps.ts";
import { WEIGHT_COUNT } from "./weights.ts";

/** A hundred years. */
export const MAXIMUM_INTERVAL_DAYS = 36_500;

/** What a new day depends on beside the card: of it nothing enters a memory state, and the log keeps the day that was promised. */
export interface Coming {
  /** Null where it is not known: then chance alone chooses. */
  readonly load: Load | null;
  readonly examDay: StudyDay | null;
}

export const NOTHING_COMING: Coming = { load: null, examDay: null };

/** Works out what reviews lead to, by one model. */
export interface Scheduler {
  readonly model: Model;
  /** What each rating would lead to, in the order of `RATINGS`; days are counted from the day of the review, see `reviewDay`. */
  readonly outcomes: (card: CardId, state: CardState, now: Now, coming?: Coming) => readonly Outcome[];
  /** The days from the day of the review among which `outcomes` chooses by their load, in ranges that do not overlap. */
  readonly balancedRanges: (state: CardState, now: Now, examDay: StudyDay | null) => readonly DayRange[];
  /**
   * Whole days from the last review of a card in review to its next: what they may be, and what they are where that review
   * is answered with the chance of the answer that brought the card there.
   */
  readonly waitOf: (card: CardId, state: CardState, coming?: Coming) => DayRange & { readonly days: number };
  /** The memory state, phase and step after one review; how long the card then waits is not decided here. */
  readonly transition: (state: CardState, rating: Rating, day: StudyDay) => Transition;
}

export interface Transition {
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
}

/** The formulas of ts-fsrs, to which nobody gives other weights later: what follows from these is worked out once. */
class Formulas extends FSRSAlgorithm {
  readonly #curve: Curve;

  constructor(parameters: Partial<FSRSParameters>) {
    super(parameters);
    // ts-fsrs watches its parameters through a proxy, which takes longer than the formulas that read them.
    this.param = { ...this.param };
    const firstDifficulties = [0, 1, 2, 3, 4].map((rating) => super.init_difficulty(rating));
    this.init_difficulty = (rating) => firstDifficulties[rating] ?? super.init_difficulty(rating);
    this.#curve = computeDecayFactor(this.param.w);
  }

  nextMemory(memory: Memory | null, elapsedDays: number, rating: Rating): Memory {
    if (memory === null) return this.next_state(null, elapsedDays, rating);
    return this.next_state(memory, elapsedDays, rating, recallAfter(this.#curve, elapsedDays, memory.stability));
  }
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
  const engine = new Formulas({
    w: [...weights],
    request_retention: model.desiredRetention,
    maximum_interval: MAXIMUM_INTERVAL_DAYS,
    enable_fuzz: false,
    enable_short_term: true,
  });
  return {
    model,
    outcomes: (card, state, now, coming = NOTHING_COMING) => outcomes(engine, model, fuzz, card, state, now, coming),
    balancedRanges: (state, now, examDay) => balancedRanges(engine, model, state, now, examDay),
    waitOf(card, { memory, reviews, lastDay }, coming = NOTHING_COMING) {
      const plain = engine.next_interval(memory?.stability ?? 0, 0);
      const from = lastDay ?? 0;
      const range = rangeOf(plain, fuzz, { elapsedDays: 0, promisedDays: 0 }, from, coming.examDay);
      // The last answer was given when the card had one review less; its chance is the same.
      return { ...range, days: chosenFrom(range, plain, seededRandom(`${card}#${reviews - 1}`), from, coming) };
    },
    transition: (state, rating, day) => {
      const { phase, step } = nextStep(state.phase, state.step, rating, model);
      return { phase, step, memory: engine.nextMemory(state.memory, elapsedDays(state, day), rating) };
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

function outcomes(
  engine: Formulas,
  model: Model,
  fuzz: boolean,
  card: CardId,
  state: CardState,
  now: Now,
  coming: Coming,
): Outcome[] {
  const random = seededRandom(`${card}#${state.reviews}`);
  let shortest = 0;
  return plans(engine, model, fuzz, state, now, coming.examDay).map((plan): Outcome => {
    const { rating, phase, step, memory, minutes, plain, range } = plan;
    if (minutes !== null) return { rating, phase, step, memory, wait: { unit: "minutes", count: minutes } };
    // Neither chance nor rounding lets a better rating come back sooner than a worse one.
    const { longest } = notBelow(range, shortest);
    const from = coming.load ? notBelow(range, shortest) : range;
    const wanted = chosenFrom(from, plain, random, reviewDay(state, now.today), coming);
    const days = Math.min(Math.max(wanted, fuzz ? shortest : wanted), longest);
    shortest = days + 1;
    return { rating, phase, step, memory, wait: { unit: "days", count: days } };
  });
}

interface RatingPlan extends Transition {
  readonly rating: Rating;
  /** How long the card waits within its steps; null where it waits for days. */
  readonly minutes: number | null;
  /** The days that the formula gives. */
  readonly plain: number;
  /** The days that they may become. */
  readonly range: PlannedRange;
}

function plans(
  engine: Formulas,
  model: Model,
  fuzz: boolean,
  state: CardState,
  now: Now,
  examDay: StudyDay | null,
): RatingPlan[] {
  // The log keeps the days from this one, which for a traveller is tomorrow: an exam is as far from there.
  const day = reviewDay(state, now.today);
  const elapsed = elapsedDays(state, day);
  const memories = RATINGS.map((rating) => engine.nextMemory(state.memory, elapsed, rating));
  const intervals = plainIntervals(
    memories.map(({ stability }) => engine.next_interval(stability, elapsed)),
    state.phase,
  );
  const before = { elapsedDays: elapsed, promisedDays: promisedDays(state) };
  return RATINGS.map((rating, i): RatingPlan => {
    const plain = intervals[i] ?? 1;
    const range = rangeOf(plain, fuzz, before, day, examDay);
    const { phase, step, minutes } = nextStep(state.phase, state.step, rating, model);
    return { rating, phase, step, memory: memories[i] as Memory, minutes, plain, range };
  });
}

/** The interval that the last answer of a card in review promised; 0 for others. */
const promisedDays = ({ phase, dueDay, dueAtMs, lastDay }: CardState): number =>
  phase === "review" && dueAtMs === null && dueDay !== null && lastDay !== null ? Math.max(0, dueDay - lastDay) : 0;

/** @param from the study day from which days are counted */
function rangeOf(
  plain: number,
  fuzz: boolean,
  before: Parameters<typeof fuzzRange>[1],
  from: StudyDay,
  examDay: StudyDay | null,
): PlannedRange {
  const days = Math.min(plain, MAXIMUM_INTERVAL_DAYS);
  const range = fuzz ? fuzzRange(days, before, MAXIMUM_INTERVAL_DAYS) : { shortest: days, longest: days };
  return beforeExam(days, range, examDay, from);
}

/** No day below a shortest one; behind all of them, where it must be, but never beyond what bounds the range. */
function notBelow(range: PlannedRange, shortest: number): PlannedRange {
  const longest = range.isBound ? range.longest : Math.max(range.longest, Math.min(shortest, MAXIMUM_INTERVAL_DAYS));
  const { isBound, isCapped } = range;
  return { shortest: Math.min(Math.max(range.shortest, shortest), longest), longest, isBound, isCapped };
}

const isBalanced = (plain: number): boolean => plain <= LONGEST_BALANCED_DAYS;

function chosenFrom(range: PlannedRange, plain: number, random: number, from: StudyDay, { load }: Coming): number {
  if (range.shortest === range.longest) return range.shortest;
  if (load === null || !(isBalanced(plain) || range.isCapped)) return fuzzedInterval(range, random);
  return balancedInterval(range, random, load, { today: from, prefersSooner: !range.isCapped });
}

function balancedRanges(
  engine: Formulas,
  model: Model,
  state: CardState,
  now: Now,
  examDay: StudyDay | null,
): readonly DayRange[] {
  const ranges: DayRange[] = [];
  let reached = 0;
  for (const { minutes, plain, range } of plans(engine, model, true, state, now, examDay)) {
    if (minutes !== null) continue;
    // Where a worse rating took the last day of its range, this one may come the day after.
    const { longest } = notBelow(range, reached + 1);
    reached = Math.max(reached, longest);
    if (isBalanced(plain) || range.isCapped) ranges.push({ shortest: range.shortest, longest });
  }
  return united(ranges);
}

/** The same days, in ranges that do not overlap. */
function united(ranges: readonly DayRange[]): readonly DayRange[] {
  const all: DayRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.shortest - b.shortest)) {
    const last = all.at(-1);
    if (last && range.shortest <= last.longest)
      all.splice(-1, 1, { ...last, longest: Math.max(last.longest, range.longest) });
    else all.push(range);
  }
  return all;
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
export const retrievability = (memory: Memory, elapsedDays: number, model: Pick<Model, "weights">): number =>
  forgettingCurve(model)(elapsedDays, memory.stability);

/** The same for many cards. */
export function forgettingCurve({
  weights,
}: Pick<Model, "weights">): (elapsedDays: number, stability: number) => number {
  const curve = curveOf(weights);
  return (elapsedDays, stability) => recallAfter(curve, Math.max(0, elapsedDays), stability);
}

type Curve = ReturnType<typeof computeDecayFactor>;

/** By weights, which are never changed: what of the curve follows from these alone takes longer than the rest of it. */
const curves = new WeakMap<readonly number[], Curve>();

function curveOf(weights: readonly number[]): Curve {
  const known = curves.get(weights);
  if (known) return known;
  const curve = computeDecayFactor(weights);
  curves.set(weights, curve);
  return curve;
}

/** FSRS-6: R(t, S) = (1 + f·t/S)^d, rounded to eight decimals as `forgetting_curve` of ts-fsrs does. */
const recallAfter = ({ factor, decay }: Curve, elapsedDays: number, stability: number): number =>
  Math.round((1 + (factor * elapsedDays) / stability) ** decay * 1e8) / 1e8;
