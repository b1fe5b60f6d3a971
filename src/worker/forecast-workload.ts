import { columnsBefore } from "../core/memory/optimise/columns.ts";
import { drawLearner } from "../core/memory/simulate/draw.ts";
import { pastOf } from "../core/memory/simulate/past.ts";
import type { CardsToday } from "../core/memory/simulate/run.ts";
import { RETENTIONS, simulateWorkload, type Workload } from "../core/memory/simulate/workload.ts";
import { nowAt } from "../core/plan/now.ts";
import { type StudyDay, startOfStudyDay } from "../core/plan/study-day.ts";
import { newPerDayBack } from "../core/stats/as-of.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { WorkloadForecast } from "../exchange/model/fit.ts";
import { systemClock } from "../platform/clock.ts";
import { statesOn } from "../store/all-cards.ts";
import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";

const RUNS = 20;

/** What each desired retention would cost and bring this learner over the next days, with the cards that are here. */
export async function forecastWorkload(
  db: Database,
  days: number,
  onProgress: OnJobProgress,
): Promise<WorkloadForecast> {
  const { columns, model, settings, settingEvents } = await readHistory(db);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const states = await statesOn(db);
  const newCards = states.filter(({ state }) => state.memory === null).length;
  const cards = cardsToday(states, now.today);
  const plan = {
    cards,
    newCards,
    newPerDay: settings.newPerDay,
    reviewsPerDay: settings.reviewsPerDay,
    days,
  };
  // Today is not over yet, and says nothing of how much is done on a day.
  const before = startOfStudyDay(now.today, now.rolloverHour, now.offsetAt);
  const past = pastOf(columnsBefore(columns, before), model.weights, before, newPerDayBack(settingEvents, now.today));
  const draw = (seed: number) => drawLearner(past, model.weights, days, seed);
  const { points, knownWithout, best }: Workload = drive(simulateWorkload(plan, draw, { runs: RUNS }), (_, steps) =>
    onProgress(steps, RUNS * RETENTIONS.length),
  );
  return {
    days,
    cards: cards.stability.length,
    newCards,
    absentDays: past.absentDays,
    points: [...points],
    knownWithout,
    best,
  };
}

function cardsToday(states: readonly StateRow[], today: StudyDay): CardsToday {
  const begun = states.flatMap(({ state }) => (state.memory ? [{ ...state, memory: state.memory }] : []));
  return {
    stability: Float64Array.from(begun, ({ memory }) => memory.stability),
    difficulty: Float64Array.from(begun, ({ memory }) => memory.difficulty),
    elapsedDays: Int32Array.from(begun, ({ lastDay }) => Math.max(0, today - (lastDay ?? today))),
    dueInDays: Int32Array.from(begun, ({ dueDay }) => (dueDay ?? today) - today),
  };
}
