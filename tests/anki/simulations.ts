import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_WEIGHTS } from "../../src/core/memory/model.ts";
import { cardCount, type ReviewColumns } from "../../src/core/memory/optimise/columns.ts";
import { firstState, intervalFor, nextState } from "../../src/core/memory/optimise/recurrence.ts";
import type { Band } from "../../src/core/memory/simulate/band.ts";
import type { Behaviour, ByGrade } from "../../src/core/memory/simulate/behaviour.ts";
import { learnerOf, type Plan } from "../../src/core/memory/simulate/run.ts";
import { known, simulateWorkload, type Workload, type WorkloadPoint } from "../../src/core/memory/simulate/workload.ts";
import { learners } from "../bench/optimiser/learners.ts";
import { logOf } from "./fit-in-anki.ts";

const DAY_MS = 86_400_000;
const RETENTIONS = [0.75, 0.8, 0.85, 0.9, 0.95];
const LEARNER = "guesses and slips, 10000";
const DAYS = 180;
const RUNS = 200;
/**
 * Anki runs once, always with the same luck, and one run of ten lies outside a band of nine in ten. Its cards in another
 * order meet other luck, so that its figures have a spread as well.
 */
const ORDERS = 40;
/** Of the orders, so many must lie within the band for each figure: 32 of 40 come 19 times in 20 if nine of ten would. */
const WITHIN = 0.8;

interface SimulatedPoint {
  readonly retention: number;
  readonly reviews: number;
  readonly seconds: number;
  readonly known: number;
}

interface Simulated {
  /** By order of the cards, the first as they are; in each by retention. */
  readonly orders: readonly (readonly SimulatedPoint[])[];
  readonly first: readonly number[];
  readonly passed: readonly number[];
  readonly learning: readonly number[];
  readonly relearning: readonly number[];
  readonly seconds: readonly number[];
}

/** Where each card of a history stands today, by given weights; due as a desired retention of 0.9 has it. */
function planOf(columns: ReviewColumns, weights: ArrayLike<number>): Plan {
  const today = Math.floor(Date.now() / DAY_MS);
  const cards = Array.from({ length: cardCount(columns) }, (_, card) => {
    const [from, to] = [columns.starts[card] ?? 0, columns.starts[card + 1] ?? 0];
    let state = firstState(weights, columns.ratings[from] ?? 1);
    for (let i = from + 1; i < to; i++)
      state = nextState(weights, state, columns.elapsedDays[i] ?? 0, columns.ratings[i] ?? 1);
    const elapsed = today - Math.floor(((columns.atMs[to - 1] ?? 0) - 4 * 3_600_000) / DAY_MS);
    const interval = Math.max(1, Math.round(intervalFor(weights, state.stability, 0.9)));
    return { ...state, elapsed, due: Math.max(0, interval - elapsed) };
  });
  return {
    cards: {
      stability: Float64Array.from(cards, ({ stability }) => stability),
      difficulty: Float64Array.from(cards, ({ difficulty }) => difficulty),
      elapsedDays: Int32Array.from(cards, ({ elapsed }) => elapsed),
      dueInDays: Int32Array.from(cards, ({ due }) => due),
    },
    newCards: 0,
    newPerDay: 0,
    days: DAYS,
    plainIntervals: true,
  };
}

/** Anki's own reading of how the learner answers, so that only the simulators differ. */
function behaviourIn({ first, passed, learning, relearning, seconds }: Simulated): Behaviour {
  const four = (of: readonly number[], from: number): ByGrade => [
    of[from] ?? 0,
    of[from + 1] ?? 0,
    of[from + 2] ?? 0,
    of[from + 3] ?? 0,
  ];
  const rows = (of: readonly number[]) => [four(of, 0), four(of, 4), four(of, 8)] as const;
  return {
    first: four(first, 0),
    passed: four([0, ...passed], 0),
    next: { learning: rows(learning), relearning: rows(relearning) },
    seconds: { learning: four(seconds, 0), review: four(seconds, 4), relearning: four(seconds, 8) },
  };
}

/** Holds our simulator against Anki's on the same cards, weights and answers. @returns what lies apart */
export function compareSimulations(python: string, folder: string): string[] {
  const columns = learners(10_000)
    .find(({ name }) => name === LEARNER)
    ?.life(0);
  if (!columns) throw new Error(`no learner ${LEARNER}`);
  const weights = DEFAULT_WEIGHTS;
  const plan = planOf(columns, weights);
  const { stability, difficulty, elapsedDays, dueInDays } = plan.cards;
  const cards = Array.from(stability, (value, i) => [i + 1, value, difficulty[i], elapsedDays[i], dueInDays[i]]);
  writeFileSync(join(folder, "deck.log"), logOf(columns));
  const asked = { weights, days: DAYS, retentions: RETENTIONS, cards, orders: ORDERS };
  writeFileSync(join(folder, "deck.json"), JSON.stringify(asked));
  const program = new URL("./simulate.py", import.meta.url).pathname;
  const run = spawnSync(python, [program, folder, "deck"], { encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  if (run.status !== 0) throw new Error(`Anki stopped: ${run.stderr}`);
  const theirs = JSON.parse(readFileSync(join(folder, "deck.simulated.json"), "utf8")) as Simulated;
  const ours = simulated(plan, weights, behaviourIn(theirs));
  const held = ours.points.flatMap((point, i) => figuresOf(point, theirs.orders, i));
  const first = held.filter(({ values: [value = Number.NaN], band }) => isIn(band, value));
  const all = held.reduce((sum, { values }) => sum + values.length, 0);
  const within = held.reduce((sum, { part, values }) => sum + part * values.length, 0);
  const away = Math.max(...held.map(({ distance }) => Math.abs(distance)));
  console.log(
    `${first.length} of ${held.length} figures of Anki's simulator lie within our band of nine runs in ten; with its cards ` +
      `in ${ORDERS} orders ${((100 * within) / all).toFixed(1)} % of ${all}, and no mean is further from ours than ` +
      `${away.toFixed(2)} standard deviations of a run`,
  );
  const apart = held.filter(({ part, mean, band }) => part < WITHIN || !isIn(band, mean));
  const said = apart.map(({ what, part, mean, band }) => {
    const ours = `ours ${band.mean.toFixed(2)} (${band.low.toFixed(2)} to ${band.high.toFixed(2)})`;
    return `${what}: ${mean.toFixed(2)}, ${ours}, ${(100 * part).toFixed(0)} % within`;
  });
  for (const one of said) console.log(`FAIL ${one}`);
  return said;
}

interface Figure {
  readonly what: string;
  readonly band: Band;
  /** Anki's, by order. */
  readonly values: readonly number[];
  readonly mean: number;
  /** Of Anki's mean from ours, in standard deviations of one of our runs. */
  readonly distance: number;
  /** How many of Anki's lie within the band, 0 to 1. */
  readonly part: number;
}

const isIn = ({ low, high }: Band, value: number): boolean => value >= low && value <= high;
/** A band of nine in ten is so many standard deviations wide. */
const BAND_WIDTH = 3.29;

function figuresOf(point: WorkloadPoint, orders: Simulated["orders"], at: number): Figure[] {
  const { desiredRetention, reviewsPerDay, minutesPerDay, known } = point;
  const figure = (what: string, band: Band, of: (point: SimulatedPoint) => number): Figure => {
    const values = orders.flatMap((points) => (points[at] ? [of(points[at])] : []));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const distance = (mean - band.mean) / ((band.high - band.low) / BAND_WIDTH);
    const part = values.filter((value) => isIn(band, value)).length / values.length;
    return { what: `${what} at ${desiredRetention}`, band, values, mean, distance, part };
  };
  return [
    figure("reviews a day", reviewsPerDay, ({ reviews }) => reviews / DAYS),
    figure("minutes a day", minutesPerDay, ({ seconds }) => seconds / 60 / DAYS),
    figure("cards known", known, (one) => one.known),
  ];
}

function simulated(plan: Plan, weights: ArrayLike<number>, behaviour: Behaviour): Workload {
  const work = simulateWorkload(plan, known(learnerOf(weights, behaviour), plan), {
    retentions: RETENTIONS,
    runs: RUNS,
  });
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
