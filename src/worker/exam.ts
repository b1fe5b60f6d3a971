import { grouped } from "../core/grouped.ts";
import { columnsBefore } from "../core/memory/optimise/columns.ts";
import { drawLearner } from "../core/memory/simulate/draw.ts";
import { pastOf } from "../core/memory/simulate/past.ts";
import { forecastExam } from "../core/plan/exam-forecast.ts";
import type { ExamPlan } from "../core/plan/exam-run.ts";
import { nowAt } from "../core/plan/now.ts";
import { bringingForward } from "../core/plan/reschedule.ts";
import { type StudyDay, startOfStudyDay } from "../core/plan/study-day.ts";
import { newPerDayBack } from "../core/stats/as-of.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { ExamForecast } from "../exchange/model/exam.ts";
import { systemClock } from "../platform/clock.ts";
import { statesOn } from "../store/all-cards.ts";
import type { Database } from "../store/open.ts";
import { examOf, PLAN_REGISTERS } from "../store/plan.ts";
import type { StateRow } from "../store/schema.ts";
import { drive } from "./drive.ts";
import { readHistory } from "./read-history.ts";

const RUNS = 20;

/** What this learner is likely to recall on the day of the exam, with the cards that are on; null where none is ahead. */
export async function examForecast(db: Database, onProgress: OnJobProgress): Promise<ExamForecast> {
  const { columns, model, settings, settingEvents } = await readHistory(db);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  const { today } = now;
  const day = examOf(await db.getAll("registers", PLAN_REGISTERS()), today);
  if (day === null) return null;
  const states = await statesOn(db);
  const planned = planFor(states, { ...settings, today, days: day - today, isPlanned: true });
  const moves = bringingForward(states, day, today, []);
  const moved = new Map(moves.map(({ card, dueDay }) => [card.id, dueDay]));
  const dueInDays = Int32Array.from(
    begunOf(states),
    ({ id, state }) => (moved.get(id) ?? state.dueDay ?? today) - today,
  );
  const forward: ExamPlan = { ...planned, cards: { ...planned.cards, dueInDays } };
  const ways = [planned, { ...planned, isPlanned: false }, ...(moves.length > 0 ? [forward] : [])];
  // As in the forecast of the workload: today is not over yet.
  const before = startOfStudyDay(today, now.rolloverHour, now.offsetAt);
  const past = pastOf(columnsBefore(columns, before), model.weights, before, newPerDayBack(settingEvents, today));
  const draw = (seed: number) => drawLearner(past, model.weights, planned.days, seed);
  const found = drive(forecastExam(ways, draw, model.desiredRetention, RUNS), (_, steps) =>
    onProgress(steps, RUNS * ways.length),
  );
  const [first, second, third = null] = found;
  if (!first || !second) throw new Error("every way has a forecast");
  return { day, planned: first, unplanned: second, late: moves.length, forward: third };
}

const begunOf = (states: readonly StateRow[]): StateRow[] => states.filter(({ state }) => state.memory !== null);

interface Wanted extends Pick<ExamPlan, "newPerDay" | "reviewsPerDay" | "days" | "isPlanned"> {
  readonly today: StudyDay;
}

function planFor(states: readonly StateRow[], wanted: Wanted): ExamPlan {
  const { today, newPerDay, reviewsPerDay, days, isPlanned } = wanted;
  const begun = begunOf(states);
  // Decks come one after the other, each in its own order.
  const untouched = states
    .filter(({ state }) => state.memory === null)
    .sort((a, b) => (a.deck < b.deck ? -1 : a.deck > b.deck ? 1 : a.order - b.order));
  const facts = new Map([...grouped(states, ({ fact }) => fact).keys()].map((fact, number) => [fact, number]));
  return {
    cards: {
      stability: Float64Array.from(begun, ({ state }) => state.memory?.stability ?? 0),
      difficulty: Float64Array.from(begun, ({ state }) => state.memory?.difficulty ?? 0),
      elapsedDays: Int32Array.from(begun, ({ state }) => Math.max(0, today - (state.lastDay ?? today))),
      dueInDays: Int32Array.from(begun, ({ state }) => (state.dueDay ?? today) - today),
    },
    factOf: Int32Array.from([...begun, ...untouched], ({ fact }) => facts.get(fact) ?? 0),
    ...{ newPerDay, reviewsPerDay, days, isPlanned },
  };
}
