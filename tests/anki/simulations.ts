import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_WEIGHTS } from "../../src/core/memory/model.ts";
import { cardCount, type ReviewColumns } from "../../src/core/memory/optimise/columns.ts";
import { firstState, intervalFor, nextState } from "../../src/core/memory/optimise/recurrence.ts";
import type { Behaviour, ByGrade } from "../../src/core/memory/simulate/behaviour.ts";
import { learnerOf, type Plan } from "../../src/core/memory/simulate/run.ts";
import { known, simulateWorkload, type Workload } from "../../src/core/memory/simulate/workload.ts";
import { learners } from "../bench/optimiser/learners.ts";
import { logOf } from "./fit-in-anki.ts";

const DAY_MS = 86_400_000;
const RETENTIONS = [0.75, 0.8, 0.85, 0.9, 0.95];
const LEARNER = "guesses and slips, 10000";
const DAYS = 180;
const RUNS = 60;
/** Anki runs once: its figure may lie outside the band of nine in ten, but not at twice its distance from the mean. */
const BANDS = 2;

interface Simulated {
  readonly points: readonly { retention: number; reviews: number; seconds: number; known: number }[];
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
  writeFileSync(join(folder, "deck.json"), JSON.stringify({ weights, days: DAYS, retentions: RETENTIONS, cards }));
  const program = new URL("./simulate.py", import.meta.url).pathname;
  const run = spawnSync(python, [program, folder, "deck"], { encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  if (run.status !== 0) throw new Error(`Anki stopped: ${run.stderr}`);
  const theirs = JSON.parse(readFileSync(join(folder, "deck.simulated.json"), "utf8")) as Simulated;
  const ours = simulated(plan, weights, behaviourIn(theirs));
  const found = { inBand: 0, all: 0 };
  const apart = theirs.points.flatMap(({ retention, reviews, seconds, known }, i) => {
    const point = ours.points[i];
    if (!point) return [];
    const figures = [
      ["reviews a day", reviews / DAYS, point.reviewsPerDay],
      ["minutes a day", seconds / 60 / DAYS, point.minutesPerDay],
      ["cards known", known, point.known],
    ] as const;
    return figures.flatMap(([what, value, { mean, low, high }]) => {
      found.all += 1;
      if (value >= low && value <= high) found.inBand += 1;
      const near = value > mean - BANDS * (mean - low) && value < mean + BANDS * (high - mean);
      return near ? [] : [`${what} at ${retention}: ${value.toFixed(2)}, ours ${mean.toFixed(2)} (${low} to ${high})`];
    });
  });
  console.log(`${found.inBand} of ${found.all} figures of Anki's simulator lie within our band of nine runs in ten`);
  for (const one of apart) console.log(`FAIL ${one}`);
  return apart;
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
