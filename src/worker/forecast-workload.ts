import { behaviourOf } from "../core/memory/simulate/behaviour.ts";
import { type CardsToday, learnerOf } from "../core/memory/simulate/run.ts";
import { RETENTIONS, simulateWorkload, type Workload } from "../core/memory/simulate/workload.ts";
import { nowAt } from "../core/plan/now.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { WorkloadForecast } from "../exchange/model/fit.ts";
import { systemClock } from "../platform/clock.ts";
import { statesOn } from "../store/all-cards.ts";
import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";
import { studiedPart } from "./studied-part.ts";

const RUNS = 20;

/** What each desired retention would cost and bring this learner over the next days, with the cards that are here. */
export async function forecastWorkload(
  db: Database,
  days: number,
  onProgress: OnJobProgress,
): Promise<WorkloadForecast> {
  const { columns, model, settings } = await readHistory(db);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const states = await statesOn(db);
  const newCards = states.filter(({ state }) => state.memory === null).length;
  const cards = cardsToday(states, now.today);
  const plan = {
    cards,
    newCards,
    newPerDay: settings.newPerDay,
    days,
    studiedPart: studiedPart(columns, now.nowMs),
  };
  const learner = learnerOf(model.weights, behaviourOf(columns));
  const { points, knownWithout, best }: Workload = drive(simulateWorkload(plan, learner, { runs: RUNS }), (_, steps) =>
    onProgress(steps, RUNS * RETENTIONS.length),
  );
  return { days, cards: cards.stability.length, newCards, points: [...points], knownWithout, best };
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
