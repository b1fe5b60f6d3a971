import type { PortionDays } from "../memory/simulate/run.ts";
import type { StudyDay } from "../time/study-day.ts";
import { MATURE_DAYS } from "./answer-kind.ts";
import { isInStepsAt, isNewAt, NO_DAY, type Places, type StateColumns } from "./state-columns.ts";

export interface DueDay {
  readonly day: StudyDay;
  readonly young: number;
  readonly mature: number;
  /** Cards within their steps. */
  readonly learning: number;
}

export interface Forecast {
  /** Cards that fell due before today and were not answered. */
  readonly backlog: number;
  /** From today on, every day of the range. */
  readonly days: readonly DueDay[];
  /** Due later than the range. */
  readonly later: number;
}

/**
 * How many cards that were begun fall due on each day, if each is answered on its day only and no new one is begun.
 * @param places of the cards that are asked for: of decks and chapters that are on
 * @param length days from today on; null for as far as there is a card
 * @param withBacklog whether what is overdue is counted, for the first day on which it will be asked
 * @param portions of a learner who catches up: what is beyond the portion of a day waits for the next one
 * @param pausedUntil nothing is asked before this day
 */
export function forecast(
  states: StateColumns,
  places: Places,
  today: StudyDay,
  length: number | null,
  withBacklog: boolean,
  portions: PortionsAhead | null = null,
  pausedUntil: StudyDay = today,
): Forecast {
  let farthest = pausedUntil;
  for (let i = 0; length === null && i < places.length; i++)
    farthest = Math.max(farthest, dueDayAt(states, places[i] ?? 0));
  // A promise of many years would be many empty days: a card that is farther away than a hundred years counts as later.
  const to = Math.min(today + (length ?? farthest - today + 1) - 1, today + 36_525);
  const days = Array.from({ length: to - today + 1 }, (_, i) => ({ day: today + i, young: 0, mature: 0, learning: 0 }));
  let backlog = 0;
  let later = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const due = dueDayAt(states, place);
    if (due === NO_DAY) continue;
    if (due < today) backlog += 1;
    if (due < today && !withBacklog) continue;
    const day = days[Math.max(pausedUntil, due) - today];
    if (!day) later += 1;
    else day[groupAt(states, place, due)] += 1;
  }
  if (portions) later += inPortions(days, portions, pausedUntil - today);
  return { backlog, days, later };
}

/** The portions of the days to come. */
export interface PortionsAhead extends PortionDays {
  /** What is left of that of today. */
  readonly left: number;
}

/**
 * Lets each day have its portion, and the day after the last one all that is left. Cards within their steps come as they are. Of
 * those that wait, young and mature ones come in the parts that they are.
 * @returns how many are left beyond the last day of the range
 */
function inPortions(
  days: { young: number; mature: number }[],
  { days: length, perDay, left }: PortionsAhead,
  pausedDays: number,
): number {
  let [young, mature] = [0, 0];
  for (const [i, day] of days.slice(0, length + 1).entries()) {
    young += day.young;
    mature += day.mature;
    const all = young + mature;
    const most = i === 0 ? left : perDay;
    const asked = i < pausedDays ? 0 : i >= length ? all : Math.min(all, most);
    day.mature = all === 0 ? 0 : Math.round((asked * mature) / all);
    day.young = asked - day.mature;
    young -= day.young;
    mature -= day.mature;
  }
  return young + mature;
}

/** `NO_DAY` for a new card as well. */
const dueDayAt = (states: StateColumns, place: number): StudyDay =>
  isNewAt(states, place) ? NO_DAY : (states.dueDay[place] ?? NO_DAY);

function groupAt(states: StateColumns, place: number, due: StudyDay): "young" | "mature" | "learning" {
  if (isInStepsAt(states, place)) return "learning";
  const last = states.lastDay[place] ?? NO_DAY;
  return due - (last === NO_DAY ? 0 : last) >= MATURE_DAYS ? "mature" : "young";
}
