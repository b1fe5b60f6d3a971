import { RETENTIONS, simulateWorkload, type Workload } from "../core/memory/simulate/workload.ts";
import { portionDays } from "../core/plan/portions.ts";
import { nowAt } from "../core/time/now.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import type { WorkloadForecast } from "../jobs/fit.ts";
import { systemClock } from "../platform/clock.ts";
import { isOn } from "../store/decks/all-cards.ts";
import type { Database } from "../store/opening/open.ts";
import { PLAN_REGISTERS, planFrom } from "../store/settings/plan.ts";
import { cardsToday, learnerBefore } from "./cards-today.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";

const RUNS = 20;

/** What each desired retention would cost and bring this learner over the next days, with the cards that are here. */
export async function forecastWorkload(
  db: Database,
  days: number,
  onProgress: OnJobProgress,
): Promise<WorkloadForecast> {
  const history = await readHistory(db);
  const { settings } = history;
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const { catchUp } = planFrom(await db.getAll("registers", PLAN_REGISTERS()), now.today);
  const states = history.rows.filter(isOn);
  const newCards = states.filter(({ state }) => state.memory === null).length;
  const cards = cardsToday(states, now.today);
  const plan = {
    cards,
    newCards,
    newPerDay: settings.newPerDay,
    reviewsPerDay: settings.reviewsPerDay,
    days,
    portions: portionDays(catchUp, now.today),
  };
  const { past, draw } = learnerBefore(history, now, days);
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
