import { RETENTIONS, simulateWorkload, type Workload } from "../core/memory/simulate/workload.ts";
import { pausedDaysOf } from "../core/plan/away.ts";
import { portionDays } from "../core/plan/portions.ts";
import { leftOn } from "../core/plan/queue.ts";
import type { OnProgress } from "../core/progress.ts";
import type { WorkloadForecast } from "../jobs/forecasts.ts";
import { systemClock } from "../platform/clock.ts";
import { isOn } from "../store/decks/all-cards.ts";
import type { Database } from "../store/opening/open.ts";
import { readToday } from "../store/today/today.ts";
import { cardsToday, learnerBefore } from "./cards-today.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";

const RUNS = 20;

/** What each desired retention would cost and bring this learner over the next days, with the cards that are here. */
export async function forecastWorkload(db: Database, days: number, onProgress: OnProgress): Promise<WorkloadForecast> {
  const day = await readToday(db, systemClock.nowMs(), systemClock.offsetAt);
  const { now } = day;
  const pause = day.plan?.pause ?? null;
  const history = await readHistory(db);
  const { settings } = history;
  const states = history.rows.filter(isOn);
  const newCards = states.filter(({ state }) => state.memory === null).length;
  const cards = cardsToday(states, now.today);
  const plan = {
    cards,
    newCards,
    newPerDay: settings.newPerDay,
    reviewsPerDay: settings.reviewsPerDay,
    days,
    pausedDays: pausedDaysOf(pause, now.today, days),
    portions: portionDays(day.plan?.catchUp, now.today),
    leftToday: leftOn(day),
  };
  const { past, draw } = learnerBefore(history, now, days);
  const { points, knownWithout, best }: Workload = drive(simulateWorkload(plan, draw, { runs: RUNS }), (_, steps) =>
    onProgress({ done: steps, total: RUNS * RETENTIONS.length }),
  );
  return {
    days,
    cards: cards.stability.length,
    newCards,
    absentDays: past.absentDays,
    pause: pause && { ...pause, isThrough: plan.pausedDays === days },
    points: [...points],
    knownWithout,
    best,
  };
}
