/** What each desired retention would cost and bring, over many possible futures. */
import { type Band, bandOf } from "./band.ts";
import type { Drawn } from "./draw.ts";
import { everyDay, type Learner, type Plan, runOnce } from "./run.ts";
import { shiftedRecall } from "./shift.ts";
import { recallOf } from "./step.ts";

export interface WorkloadPoint {
  readonly desiredRetention: number;
  /** Of the days that are no pause. */
  readonly reviewsPerDay: Band;
  readonly minutesPerDay: Band;
  /** Cards that are remembered at the end of the last day. */
  readonly known: Band;
  /** Cards known at the end that would not be without studying, for an hour of study. Source: anki#4452. */
  readonly cardsPerHour: Band;
}

export interface Workload {
  readonly points: readonly WorkloadPoint[];
  /** Cards that are remembered at the end if nothing is studied. */
  readonly knownWithout: number;
  /**
   * The desired retention that brings most for an hour. Null where the most is at either end, or where in more than one
   * run of twenty an end brings more: Anki dropped its own mark for sending people to 70 % (anki-manual#372).
   */
  readonly best: number | null;
}

/** 0.70 to 0.97. */
export const RETENTIONS: readonly number[] = Array.from({ length: 28 }, (_, i) => (70 + i) / 100);

export interface WorkloadOptions {
  readonly retentions?: readonly number[];
  readonly runs?: number;
  readonly seed?: number;
}

/** Of a learner who is known for sure and misses no day. */
export const known =
  (learner: Learner, { days }: Pick<Plan, "days">) =>
  (): Drawn => ({ learner, habits: everyDay(days) });

/**
 * Runs in pieces: a run after the other, each over all retentions.
 * @param draw the learner as he may be, for a run
 * @yields what is known so far, as soon as there are two runs; a longer wait makes the bands truer
 */
export function* simulateWorkload(
  plan: Plan,
  draw: (seed: number) => Drawn,
  { retentions = RETENTIONS, runs = 20, seed = 1 }: WorkloadOptions = {},
): Generator<Workload | null, Workload, void> {
  const studiedDays = Math.max(1, plan.days - (plan.pausedDays ?? 0));
  const untouched: number[] = [];
  const results: Result[][] = retentions.map(() => []);
  for (let run = 0; run < runs; run++) {
    const { learner, habits } = draw(seed + run);
    const knownWithout = knownUntouched(plan, learner);
    untouched.push(knownWithout);
    for (const [i, retention] of retentions.entries()) {
      const { reviews, firsts, seconds, known } = runOnce(plan, learner, retention, seed + run, habits);
      const [answers, time] = [total(reviews) + total(firsts), total(seconds)];
      const cardsPerHour = time > 0 ? ((known - knownWithout) * 3600) / time : 0;
      results[i]?.push({
        reviewsPerDay: answers / studiedDays,
        minutesPerDay: time / 60 / studiedDays,
        known,
        cardsPerHour,
      });
      // The longest piece is then one run at one retention.
      if (i + 1 < retentions.length) yield null;
    }
    if (run > 0 && run + 1 < runs) yield summary(retentions, results, bandOf(untouched).mean);
  }
  return summary(retentions, results, bandOf(untouched).mean);
}

type Result = Readonly<Record<"reviewsPerDay" | "minutesPerDay" | "known" | "cardsPerHour", number>>;

function summary(retentions: readonly number[], results: readonly Result[][], knownWithout: number): Workload {
  const points = retentions.map((desiredRetention, i): WorkloadPoint => {
    const band = (of: (result: Result) => number) => bandOf((results[i] ?? []).map(of));
    return {
      desiredRetention,
      reviewsPerDay: band((result) => result.reviewsPerDay),
      minutesPerDay: band((result) => result.minutesPerDay),
      known: band((result) => result.known),
      cardsPerHour: band((result) => result.cardsPerHour),
    };
  });
  return { points, knownWithout, best: bestOf(points, results) };
}

function bestOf(points: readonly WorkloadPoint[], results: readonly Result[][]): number | null {
  const means = points.map(({ cardsPerHour }) => cardsPerHour.mean);
  const best = means.indexOf(Math.max(...means));
  if (best <= 0 || best >= points.length - 1) return null;
  // The same run has the same luck at every retention, so that runs are compared one by one.
  const beats = (end: number) =>
    bandOf((results[best] ?? []).map((result, run) => result.cardsPerHour - (results[end]?.[run]?.cardsPerHour ?? 0)))
      .low > 0;
  return beats(0) && beats(points.length - 1) ? (points[best]?.desiredRetention ?? null) : null;
}

function knownUntouched({ cards, days }: Plan, learner: Learner): number {
  const { weights, derived } = learner;
  return cards.stability.reduce((sum, stability, card) => {
    const waited = (cards.elapsedDays[card] ?? 0) + days - 1;
    return sum + shiftedRecall(recallOf(weights, derived, stability, waited), learner.shift, waited);
  }, 0);
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
