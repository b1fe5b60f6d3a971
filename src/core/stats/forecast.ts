import type { StudyDay } from "../plan/study-day.ts";
import { MATURE_DAYS } from "./answer-kind.ts";
import type { CountedState } from "./card-table.ts";

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
 * @param states of the cards that are asked for: of decks and chapters that are on
 * @param length days from today on; null for as far as there is a card
 * @param withBacklog whether what is overdue is counted for today, as it will be asked
 */
export function forecast(
  states: Iterable<CountedState>,
  today: StudyDay,
  length: number | null,
  withBacklog: boolean,
): Forecast {
  const begun: { readonly due: StudyDay; readonly group: ReturnType<typeof groupOf> }[] = [];
  let farthest = today;
  for (const state of states) {
    if (state.phase === "new" || state.dueDay === null) continue;
    begun.push({ due: state.dueDay, group: groupOf(state) });
    farthest = Math.max(farthest, state.dueDay);
  }
  // A promise of many years would be many empty days: a card that is farther away than a hundred years counts as later.
  const to = Math.min(today + (length ?? farthest - today + 1) - 1, today + 36_525);
  const days = Array.from({ length: to - today + 1 }, (_, i) => ({ day: today + i, young: 0, mature: 0, learning: 0 }));
  let backlog = 0;
  let later = 0;
  for (const { due, group } of begun) {
    if (due < today) backlog += 1;
    if (due < today && !withBacklog) continue;
    const day = days[Math.max(0, due - today)];
    if (!day) later += 1;
    else day[group] += 1;
  }
  return { backlog, days, later };
}

function groupOf({ dueAtMs, dueDay, lastDay }: CountedState): "young" | "mature" | "learning" {
  if (dueAtMs !== null) return "learning";
  return (dueDay ?? 0) - (lastDay ?? 0) >= MATURE_DAYS ? "mature" : "young";
}
