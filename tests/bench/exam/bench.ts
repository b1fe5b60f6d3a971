/**
 * Made-up learners before an exam, whose memory is known: 60 days of history, then the date is set, and 30 to 90 days are left.
 * What they recall on the day is held against constant desired retentions that take as many minutes, and against the forecast.
 */
import { isOfKind } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { columnsBefore, columnsOf } from "../../../src/core/memory/optimise/columns.ts";
import type { MemoryState } from "../../../src/core/memory/optimise/recurrence.ts";
import { randomFrom } from "../../../src/core/memory/random.ts";
import { schedulerOf } from "../../../src/core/memory/scheduler.ts";
import { drawLearner } from "../../../src/core/memory/simulate/draw.ts";
import { pastOf } from "../../../src/core/memory/simulate/past.ts";
import { forecastExam } from "../../../src/core/plan/exam-forecast.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { FIRST_DAY, type Life, type Lived, lived, normal, startOf, toEnd } from "../forecast/life.ts";
import { fsrsTruth, somebodysWeights } from "../optimiser/truth.ts";

const HISTORY = 60;
const RETENTIONS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97];
const RUNS = 20;

export interface ExamResult {
  readonly days: number;
  /** Parts of the cards that were begun, and minutes a day after the date was set. */
  readonly exam: Spent;
  readonly constant: readonly Spent[];
  /** What the best constant retention that takes as many minutes or fewer would recall, between those that were tried. */
  readonly best: number;
  readonly forecast: Spent;
}
interface Spent {
  readonly recalled: number;
  readonly minutes: number;
}

function examOf(seed: number): ExamResult {
  const own = randomFrom(seed);
  const days = 30 + Math.floor(61 * own());
  const newPerDay = 3 + Math.floor(6 * own());
  const comes = 0.85 + 0.15 * own();
  const life: Life<MemoryState> = {
    seed,
    truth: fsrsTruth(somebodysWeights(own, 0.7)),
    manner: {
      comes: (_, random) => random() < comes,
      hard: 0.05 + 0.2 * own(),
      easy: 0.03 + 0.15 * own(),
      first: [0.2, 0.1, 0.6, 0.1],
      pace: 8 * Math.exp(0.4 * normal(own)),
    },
    days: HISTORY + days,
    cards: Math.round(newPerDay * (HISTORY + days * (0.3 + 0.7 * own()))),
    newPerDay,
    // The weights of this learner, as the options offer them.
    fitsOn: HISTORY - 1,
  };
  const turned = (hasExam: boolean, desiredRetention: number): Spent =>
    spent(lived({ ...life, turn: { on: HISTORY, hasExam, desiredRetention } }), days);
  const exam = turned(true, DEFAULT_SETTINGS.desiredRetention);
  const constant = RETENTIONS.map((retention) => turned(false, retention));
  return { days, exam, constant, best: bestAt(constant, exam.minutes), forecast: forecastOf(life, days) };
}

function spent({ cards, recalled, begun }: Lived, days: number): Spent {
  const from = FIRST_DAY + HISTORY;
  const ms = cards
    .flatMap(({ events }) => events)
    .reduce((sum, event) => sum + (isOfKind(event, "review") && event.studyDay >= from ? event.durationMs : 0), 0);
  return { recalled: recalled / begun, minutes: ms / 60_000 / days };
}

/** On the lines between those that were tried, the most that so many minutes bring. */
function bestAt(tried: readonly Spent[], minutes: number): number {
  const known = tried.flatMap((one) => (one.minutes <= minutes ? [one.recalled] : []));
  const between = tried.flatMap((one, i) => {
    const other = tried[i + 1];
    if (!other || Math.min(one.minutes, other.minutes) > minutes || Math.max(one.minutes, other.minutes) < minutes)
      return [];
    const part = (minutes - one.minutes) / (other.minutes - one.minutes || 1);
    return [one.recalled + part * (other.recalled - one.recalled)];
  });
  // Where even the least of them takes longer, that one.
  return Math.max(...known, ...between, ...(known.length + between.length === 0 ? [tried[0]?.recalled ?? 0] : []));
}

/** What the options page would say on the day on which the date is set. */
function forecastOf(life: Life<MemoryState>, days: number): Spent {
  const log = lived({ ...life, days: HISTORY, cards: life.newPerDay * HISTORY });
  const weights = log.registers.findLast((event) => isOfKind(event, "setting") && event.key === "weights");
  const fitted = weights && isOfKind(weights, "setting") ? String(weights.value) : DEFAULT_SETTINGS.weights;
  const scheduler = schedulerOf(modelFor({ ...DEFAULT_SETTINGS, weights: fitted }));
  const today = FIRST_DAY + HISTORY;
  const begun = log.cards.flatMap(({ events }) => {
    const state = foldCard(events, scheduler);
    return state.memory ? [{ ...state, memory: state.memory }] : [];
  });
  const total = Math.min(life.cards, begun.length + life.newPerDay * days);
  const before = startOf(today);
  const columns = columnsBefore(
    columnsOf(log.cards.map(({ events }) => events.filter((event) => isOfKind(event, "review")))),
    before,
  );
  const { weights: own } = scheduler.model;
  const past = pastOf(
    columns,
    own,
    before,
    () => life.newPerDay,
    () => life.newPerDay,
  );
  const plan = {
    cards: {
      stability: Float64Array.from(begun, ({ memory }) => memory.stability),
      difficulty: Float64Array.from(begun, ({ memory }) => memory.difficulty),
      elapsedDays: Int32Array.from(begun, ({ lastDay }) => today - (lastDay ?? today)),
      dueInDays: Int32Array.from(begun, ({ dueDay }) => (dueDay ?? today) - today),
    },
    factOf: Int32Array.from({ length: total }, (_, card) => card),
    newPerDay: life.newPerDay,
    reviewsPerDay: DEFAULT_SETTINGS.reviewsPerDay,
    days,
    pausedDays: 0,
    portions: null,
    leftToday: null,
    isPlanned: true,
  };
  const draw = (seed: number) => drawLearner(past, own, days, seed);
  const [way] = toEnd(forecastExam([plan], draw, DEFAULT_SETTINGS.desiredRetention, RUNS));
  return { recalled: (way?.facts.mean ?? 0) / (way?.begun.mean ?? 1), minutes: way?.minutesPerDay.mean ?? 0 };
}

/** @param learners how many are made @param from the number of the first: they can be made in turns */
export const examResults = (learners: number, from = 0): ExamResult[] =>
  Array.from({ length: learners }, (_, n) => examOf(9000 + from + n));

/** Lines for reading. */
export function examReport(results: readonly ExamResult[]): string[] {
  const mean = (of: (result: ExamResult) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length;
  const points = (part: number) => `${(100 * part).toFixed(1)} points`;
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const gain = (result: ExamResult) => result.exam.recalled - result.best;
  const error = ({ forecast, exam }: ExamResult) => forecast.recalled - exam.recalled;
  const part = (is: (result: ExamResult) => boolean) => percent(results.filter(is).length / results.length);
  return [
    `learners: ${results.length}`,
    `recalled on the day, exam in view: ${percent(mean(({ exam }) => exam.recalled))}`,
    `minutes a day: ${mean(({ exam }) => exam.minutes).toFixed(1)}`,
    `best constant retention at equal minutes: ${percent(mean(({ best }) => best))}`,
    `gain: ${points(mean(gain))}; above it: ${part((result) => gain(result) > 0)}`,
    `constant 90 %: ${percent(mean(({ constant }) => constant[RETENTIONS.indexOf(0.9)]?.recalled ?? 0))} in ${mean(({ constant }) => constant[RETENTIONS.indexOf(0.9)]?.minutes ?? 0).toFixed(1)} minutes a day`,
    `forecast less truth: ${points(mean(error))}; mean error ${points(mean((result) => Math.abs(error(result))))}; within 2 points: ${part((result) => Math.abs(error(result)) <= 0.02)}`,
    `minutes foretold less truth, as a part: ${percent(mean(({ forecast, exam }) => forecast.minutes / exam.minutes - 1))}`,
  ];
}
