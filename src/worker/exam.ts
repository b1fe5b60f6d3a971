import { grouped } from "../core/grouped.ts";
import { isBegun } from "../core/memory/card-state.ts";
import { beginsAll } from "../core/memory/simulate/past.ts";
import { pausedDaysOf } from "../core/plan/away.ts";
import { forecastExam } from "../core/plan/exam-forecast.ts";
import type { ExamPlan } from "../core/plan/exam-run.ts";
import { portionDays } from "../core/plan/portions.ts";
import { leftOn } from "../core/plan/queue.ts";
import { bringingForward } from "../core/plan/reschedule.ts";
import type { OnProgress } from "../core/progress.ts";
import { byCodeUnits } from "../core/text-order.ts";
import type { StudyDay } from "../core/time/study-day.ts";
import type { ExamForecast } from "../jobs/exam.ts";
import { systemClock } from "../platform/clock.ts";
import { isOn } from "../store/decks/all-cards.ts";
import type { Database } from "../store/opening/open.ts";
import { readToday } from "../store/today/today.ts";
import { begunOf, cardsToday, learnerBefore } from "./cards-today.ts";
import { drive } from "./drive.ts";
import { type HeldCard, readHistory } from "./read-history.ts";

const RUNS = 20;

/**
 * What this learner is likely to recall on the day of the exam, with the cards that are on, where nothing is asked as long as a
 * pause holds; null where none is ahead.
 */
export async function examForecast(db: Database, onProgress: OnProgress): Promise<ExamForecast> {
  const read = await readToday(db, systemClock.nowMs(), systemClock.offsetAt);
  const { now, plan, exam: day } = read;
  const { today } = now;
  if (day === null) return null;
  const history = await readHistory(db);
  const { model, settings } = history;
  const studiedFrom = plan?.pause?.untilDay ?? today;
  const { states, aside, suspended } = asked(history.rows);
  const days = day - today;
  const planned = planFor(states, {
    ...{ ...settings, today, days, pausedDays: pausedDaysOf(plan?.pause ?? null, today, days), isPlanned: true },
    portions: portionDays(plan?.catchUp, today),
    leftToday: leftOn(read),
  });
  const moves = bringingForward(states, day, today, [], studiedFrom);
  const moved = new Map(moves.map(({ card, dueDay }) => [card.id, dueDay]));
  const dueInDays = Int32Array.from(
    begunOf(states),
    ({ id, state }) => (moved.get(id) ?? state.dueDay ?? today) - today,
  );
  const forward: ExamPlan = { ...planned, cards: { ...planned.cards, dueInDays } };
  const ways = [planned, { ...planned, isPlanned: false }, ...(moves.length > 0 ? [forward] : [])];
  const { past, draw } = learnerBefore(history, now, planned.days);
  const found = drive(forecastExam(ways, draw, model.desiredRetention, RUNS), (_, steps) =>
    onProgress({ done: steps, total: RUNS * ways.length }),
  );
  const [first, second, third = null] = found;
  if (!first || !second) throw new Error("every way has a forecast");
  const total = new Set(planned.factOf).size;
  const isNewLimited = beginsAll(past);
  return {
    day,
    total,
    aside,
    suspended,
    isNewLimited,
    planned: first,
    unplanned: second,
    late: moves.length,
    forward: third,
  };
}

/** The cards that are asked, and what is not among them: facts that were begun and have no other card, and suspended cards. */
function asked(rows: readonly HeldCard[]) {
  const states = rows.filter(isOn);
  const others = rows.filter((row) => !row.retired && !isOn(row));
  const begunAside = new Set(others.filter(({ state }) => isBegun(state)).map(({ fact }) => fact));
  for (const { fact } of states) begunAside.delete(fact);
  return { states, aside: begunAside.size, suspended: others.filter(({ off }) => !off).length };
}

interface Wanted
  extends Pick<
    ExamPlan,
    "newPerDay" | "reviewsPerDay" | "days" | "pausedDays" | "portions" | "leftToday" | "isPlanned"
  > {
  readonly today: StudyDay;
}

function planFor(states: readonly HeldCard[], wanted: Wanted): ExamPlan {
  const { today, newPerDay, reviewsPerDay, days, pausedDays, portions, leftToday, isPlanned } = wanted;
  // Decks come one after the other, each in its own order.
  const untouched = states
    .filter(({ state }) => state.memory === null)
    .sort((a, b) => byCodeUnits(a.deck, b.deck) || a.order - b.order);
  const facts = new Map([...grouped(states, ({ fact }) => fact).keys()].map((fact, number) => [fact, number]));
  return {
    cards: cardsToday(states, today),
    factOf: Int32Array.from([...begunOf(states), ...untouched], ({ fact }) => facts.get(fact) ?? 0),
    ...{ newPerDay, reviewsPerDay, days, pausedDays, portions, leftToday, isPlanned },
  };
}
