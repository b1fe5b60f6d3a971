/** What is due after an absence, cleared in portions. */
import type { PortionDays } from "../memory/simulate/run.ts";
import type { StudyDay } from "../time/study-day.ts";
import { type CatchUp, LONGEST_CATCH_UP_DAYS } from "./away.ts";

/** Portions that are tried, from the smallest: a few minutes a day. */
const PORTIONS = [20, 30, 40, 60, 80, 100, 150, 200, 300, 500, 1000, 2000];
/** A plan that takes longer is no help; then the portions are larger. */
const WANTED_DAYS = 10;

export interface Backlog {
  readonly today: StudyDay;
  /** Reviews that are due today. */
  readonly due: number;
  /** Reviews that were done today: today's portion lets so many fewer come. */
  readonly done: number;
  /** Reviews that fall due on each day after today, from tomorrow on. */
  readonly later: readonly number[];
  /** The part of those due that is likely to be forgotten, 0 to 1: it comes back within days. */
  readonly forgotten: number;
  /** The learner's own limit of reviews a day. */
  readonly mostPerDay: number;
}

/**
 * The smallest portion that clears what is due within ten days, or else the largest that the learner's limit allows.
 * Null where it is cleared today, or where no portion ever clears it.
 */
export function planCatchUp(backlog: Backlog): CatchUp | null {
  const { mostPerDay } = backlog;
  const portions = [...PORTIONS.filter((portion) => portion < mostPerDay), mostPerDay].filter((portion) => portion > 0);
  const perDay = portions.find((portion) => daysToClear(backlog, portion) <= WANTED_DAYS) ?? portions.at(-1);
  return perDay === undefined || daysToClear(backlog, portions[0] ?? perDay) === 1
    ? null
    : catchUpWith(backlog, perDay);
}

/** The plan with portions of this size; null where they do not clear what is due in the time that a plan may take. */
export function catchUpWith(backlog: Backlog, perDay: number): CatchUp | null {
  const days = daysToClear(backlog, perDay);
  return days > LONGEST_CATCH_UP_DAYS ? null : { perDay, untilDay: backlog.today + days - 1 };
}

/** @returns null where nobody catches up */
export const portionDays = (plan: CatchUp | null | undefined, today: StudyDay): PortionDays | null =>
  plan ? { days: plan.untilDay - today + 1, perDay: plan.perDay } : null;

/** How many days it takes until nothing is left over, today included. */
function daysToClear({ due, done, later, forgotten }: Backlog, perDay: number): number {
  let left = due;
  for (let day = 0; day < LONGEST_CATCH_UP_DAYS; day++) {
    const most = day === 0 ? Math.max(0, perDay - done) : perDay;
    if (left <= most) return day + 1;
    // What was forgotten again is due soon after.
    left += (later[day] ?? 0) + most * forgotten - most;
  }
  return Number.POSITIVE_INFINITY;
}
