/** Coming back after days away: what is due is met in portions, and the day on which it is cleared is known. */
import type { CardEntry } from "../card.ts";
import { inIdOrder } from "../text-order.ts";
import type { StudyDay } from "../time/study-day.ts";

/** Studying rests until a day, which is studied again. */
export interface Pause {
  readonly untilDay: StudyDay;
}

/** What was due on return is cleared in portions; until then no new cards come. */
export interface CatchUp {
  /** Reviews a day, at most. */
  readonly perDay: number;
  /** The last day of it. */
  readonly untilDay: StudyDay;
}

/** The keys of the registers that hold these. */
export const PAUSE = "pause";
export const CATCH_UP = "catch-up";

/** Nobody rests longer than this; what says so was dated by a wrong clock. */
export const LONGEST_PAUSE_DAYS = 366;
/** A plan that takes longer is no help. */
export const LONGEST_CATCH_UP_DAYS = 60;
/** So many days without a review are an absence. */
export const ABSENCE_DAYS = 7;

/** @param value of the register; anything else than a day is no pause */
export function pauseFrom(value: unknown, today: StudyDay): Pause | null {
  const isDay = typeof value === "number" && Number.isInteger(value);
  return isDay && value > today && value - today <= LONGEST_PAUSE_DAYS ? { untilDay: value } : null;
}

/** On how many of so many days from today on nothing is asked. */
export const pausedDaysOf = (pause: Pause | null, today: StudyDay, days: number): number =>
  pause === null ? 0 : Math.min(pause.untilDay - today, days);

export const catchUpText = ({ perDay, untilDay }: CatchUp): string => `${perDay} until ${untilDay}`;

/** @param value of the register; null where it holds no plan, or one that is over */
export function catchUpFrom(value: unknown, today: StudyDay): CatchUp | null {
  const [, perDay, untilDay] = /^(\d{1,4}) until (\d{1,6})$/.exec(typeof value === "string" ? value : "") ?? [];
  if (perDay === undefined || untilDay === undefined || Number(perDay) === 0) return null;
  const plan = { perDay: Number(perDay), untilDay: Number(untilDay) };
  return plan.untilDay >= today && plan.untilDay - today <= LONGEST_CATCH_UP_DAYS ? plan : null;
}

/** The days away, where it was long enough to be told; null else. @param lastDay the last on which a card was answered */
export function daysAway(lastDay: StudyDay | null, today: StudyDay): number | null {
  if (lastDay === null) return null;
  const away = today - lastDay - 1;
  return away >= ABSENCE_DAYS ? away : null;
}

/** Whether the learner comes back after that long, and has not been told yet what it means. */
export const isBackUntold = (
  { lastDay, returned }: { readonly lastDay: StudyDay | null; readonly returned: boolean },
  today: StudyDay,
): boolean => !returned && daysAway(lastDay, today) !== null;

/** How far a card is on its forgetting curve: the days since its last answer as a part of its stability. */
export const ageOn = ({ state }: Pick<CardEntry, "state">, today: StudyDay): number =>
  state.memory === null ? 0 : Math.max(0, today - (state.lastDay ?? today)) / state.memory.stability;

/**
 * Of cards that are due, those first that are most likely remembered: their memory is won back for little, and what is
 * forgotten loses nothing more by waiting. The forgetting curve falls with elapsed days over stability, so that no weight
 * is needed.
 */
export function likeliestFirst(today: StudyDay): (a: CardEntry, b: CardEntry) => number {
  return (a, b) => ageOn(a, today) - ageOn(b, today) || inIdOrder(a, b);
}
