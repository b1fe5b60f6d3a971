/**
 * A study day: the local calendar day that starts at the rollover hour, counted in days since 1970-01-01.
 * Computed once, when an event is made, and kept in it, so that later travel or summer time never moves history.
 */
export type StudyDay = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A study day as a date of UTC, for reckoning with the calendar and for writing it out in UTC. */
export const dateOf = (day: StudyDay): Date => new Date(day * DAY_MS);

/** A study day as the calendar day that it starts on: `2026-11-23`. */
export const isoDay = (day: StudyDay): string => dateOf(day).toISOString().slice(0, 10);

/** The days whose answers count as today's: for a traveller whose calendar goes back by a day, tomorrow's are today's as well. */
export const daysOfToday = (today: StudyDay): readonly [from: StudyDay, to: StudyDay] => [today, today + 1];

export const countsAsToday = (day: StudyDay, today: StudyDay): boolean => {
  const [from, to] = daysOfToday(today);
  return day >= from && day <= to;
};

/** Minutes that local time is ahead of UTC at an instant. The one thing core needs to know of a time zone. */
export type OffsetAt = (atMs: number) => number;

/**
 * The local calendar day that an instant belongs to when days start at the rollover hour. Worked out on the wall
 * clock, so that the day starts at the same hour whether it has 23, 24 or 25 hours.
 */
export function studyDayOf(atMs: number, offsetMinutes: number, rolloverHour: number): StudyDay {
  return Math.floor((atMs + offsetMinutes * MINUTE_MS - rolloverHour * HOUR_MS) / DAY_MS);
}

/**
 * The instant at which a study day starts. Where summer time skips the rollover hour, the first instant after the gap;
 * where it comes twice, the first of the two.
 */
export function startOfStudyDay(day: StudyDay, rolloverHour: number, offsetAt: OffsetAt): number {
  const wallMs = day * DAY_MS + rolloverHour * HOUR_MS;
  // The zone's offsets on either side of any change near this day; a day sees one change at most.
  const before = offsetAt(wallMs - DAY_MS);
  const after = offsetAt(wallMs + DAY_MS);
  const larger = wallMs - Math.max(before, after) * MINUTE_MS;
  if (studyDayOf(larger, offsetAt(larger), rolloverHour) >= day) return larger;
  const smaller = wallMs - Math.min(before, after) * MINUTE_MS;
  const inGap = studyDayOf(smaller - 1, offsetAt(smaller - 1), rolloverHour) >= day;
  return inGap ? firstInstantOf(day, rolloverHour, offsetAt, larger, smaller) : smaller;
}

/** Binary search between an instant before the day and one within it; only a skipped rollover hour comes here. */
function firstInstantOf(day: StudyDay, rolloverHour: number, offsetAt: OffsetAt, low: number, high: number): number {
  let before = low;
  let within = high;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (studyDayOf(middle, offsetAt(middle), rolloverHour) >= day) within = middle;
    else before = middle;
  }
  return within;
}
