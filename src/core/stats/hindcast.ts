/** The forecast of 60 days ago, made from the log as it was, beside what has happened since. */
import { type Band, bandOf } from "../memory/simulate/band.ts";
import { drawLearner } from "../memory/simulate/draw.ts";
import { pastOf } from "../memory/simulate/past.ts";
import { runOnce } from "../memory/simulate/run.ts";
import { ABSENCE_DAYS } from "../plan/away.ts";
import type { StudyDay } from "../time/study-day.ts";
import { asOf, happenedFrom, type LogUntil, type WholeLog } from "./as-of.ts";

/** How far the forecast looked ahead, in study days. */
export const HINDCAST_DAYS = 60;
/** Without two weeks before it there was nothing to forecast from. */
const FEWEST_DAYS_BEFORE = 14;
/** The chart has a row for each of these. */
const STRETCH_DAYS = 6;

/** What was foreseen, and what came. */
export interface Held extends Band {
  readonly happened: number;
}

export interface Hindcast {
  /** The first day that was forecast, and the last: yesterday. */
  readonly from: StudyDay;
  readonly to: StudyDay;
  /** Days of a long absence before the first, which the learner's habits leave out; 0 where there was none. */
  readonly absentDays: number;
  /** All answers since the first day up to the end of each of some days, the last of them `to`; each card once a day. */
  readonly answers: readonly (Held & { readonly day: StudyDay })[];
  /** Over all days. */
  readonly minutes: Held;
  /** The longest time on end within these days in which nothing was answered, where it was an absence; 0 else. */
  readonly awayDays: number;
}

const FEWEST_RUNS = 60;
const CARDS_IN_ALL = 4_000_000;

/**
 * Runs in pieces, a run each.
 * @yields the part that is done, 0 to 1
 * @param today the study day that goes on
 * @param startMs when the first day of the forecast started, Unix time
 * @returns null where there is no history to forecast from
 */
export function* hindcast<Card extends LogUntil>(
  log: WholeLog<Card>,
  today: StudyDay,
  startMs: number,
  { seed = 2026, runs: mostRuns = 200 }: { readonly seed?: number; readonly runs?: number } = {},
): Generator<number, Hindcast | null, void> {
  const from = today - HINDCAST_DAYS;
  const { plan, model, columns, newPerDay, newLeft } = asOf(log, from, startMs, HINDCAST_DAYS);
  const past = pastOf(columns, model.weights, startMs, newPerDay, newLeft);
  if (past.days < FEWEST_DAYS_BEFORE) return null;
  const happened = happenedFrom(log.cards, from, HINDCAST_DAYS);
  const cards = plan.cards.stability.length + Math.min(plan.newCards, plan.newPerDay * HINDCAST_DAYS);
  const runs = Math.min(mostRuns, Math.max(FEWEST_RUNS, Math.floor(CARDS_IN_ALL / Math.max(1, cards))));
  const answers: Float64Array[] = [];
  const minutes: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { learner, habits } = drawLearner(past, model.weights, HINDCAST_DAYS, seed + run);
    const { reviews, firsts, seconds } = runOnce(plan, learner, model.desiredRetention, seed + run, habits);
    answers.push(soFar(reviews.map((count, day) => count + (firsts[day] ?? 0))));
    minutes.push(total(seconds) / 60);
    yield (run + 1) / runs;
  }
  const sums = soFar(happened.answers);
  const ends = Array.from({ length: HINDCAST_DAYS / STRETCH_DAYS }, (_, n) => (n + 1) * STRETCH_DAYS - 1);
  return {
    from,
    to: today - 1,
    absentDays: past.absentDays,
    answers: ends.map((end) => ({
      day: from + end,
      ...bandOf(answers.map((run) => run[end] ?? 0)),
      happened: sums[end] ?? 0,
    })),
    minutes: { ...bandOf(minutes), happened: total(happened.seconds) / 60 },
    awayDays: longestAbsence(happened.answers),
  };
}

/** @param answers by day */
function longestAbsence(answers: ArrayLike<number>): number {
  let [longest, now] = [0, 0];
  for (let day = 0; day < answers.length; day++) {
    now = answers[day] === 0 ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest >= ABSENCE_DAYS ? longest : 0;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Each value with all before it. */
function soFar(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
