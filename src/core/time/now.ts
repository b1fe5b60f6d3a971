import { DAY_MS, type OffsetAt, type StudyDay, startOfStudyDay, studyDayOf } from "./study-day.ts";

/** Now, as everything in Osteon sees it: the clock, the zone and the user's rollover hour in one value. */
export interface Now {
  readonly nowMs: number;
  readonly offsetMinutes: number;
  readonly today: StudyDay;
  readonly rolloverHour: number;
  readonly offsetAt: OffsetAt;
}

/** @param rolloverHour the hour at which a study day begins */
export function nowAt(nowMs: number, offsetAt: OffsetAt, rolloverHour: number): Now {
  const offsetMinutes = offsetAt(nowMs);
  const day = studyDayOf(nowMs, offsetMinutes, rolloverHour);
  // Where clocks go back across the rollover hour (Antarctica/Casey by three hours), the day that has begun goes on.
  const today = startOfStudyDay(day + 1, rolloverHour, offsetAt) <= nowMs ? day + 1 : day;
  return { nowMs, offsetMinutes, today, rolloverHour, offsetAt };
}

/** When the study day after this one starts, in ms. */
export const endOfToday = ({ today, rolloverHour, offsetAt }: Now): number =>
  startOfStudyDay(today + 1, rolloverHour, offsetAt);

/**
 * Whether what was stamped at an instant still orders what is made now. A clock that ran ahead by a day or more is not
 * followed: what it stamped waits for a clock correction.
 */
export const isFollowed = (stampedMs: number, nowMs: number): boolean => stampedMs - Math.floor(nowMs) < DAY_MS;
