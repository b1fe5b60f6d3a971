/** An exam on a study day: until then no card waits beyond it. */
import type { DayRange } from "../memory/fuzz.ts";
import type { StudyDay } from "./study-day.ts";

/** The key of the register that holds its day. */
export const EXAM = "exam";

/** Nobody prepares for longer than this; what says so was dated by a wrong clock. */
export const LONGEST_TO_EXAM_DAYS = 3 * 366;

/**
 * @param value of the register
 * @returns the exam's day, up to that day; null where there is none or it is over
 */
export function examFrom(value: unknown, today: StudyDay): StudyDay | null {
  const isDay = typeof value === "number" && Number.isInteger(value);
  return isDay && value >= today && value - today <= LONGEST_TO_EXAM_DAYS ? value : null;
}

/** The last day on which a card is seen again before the exam, in days from today; below 1 where there is none any more. */
const lastBefore = (examDay: StudyDay, today: StudyDay): number => examDay - 1 - today;

/** A card of long memory may be seen for the last time so much of its interval before the exam, and so many days at most. */
const EARLIER = { share: 0.25, days: 21 };

/** Days among which one is chosen. */
export interface PlannedRange extends DayRange {
  /** The last of them is the last before the exam. */
  readonly isBound: boolean;
  /** The interval would lead beyond the exam. */
  readonly isCapped: boolean;
}

/**
 * The days that an interval may become where an exam is ahead: none behind its eve. What would lie behind it comes in the
 * last days before, the sooner the longer it is remembered, so that not all cards come on the eve. Days that lie before the
 * exam by themselves stay as they are.
 * @param intervalDays the interval that the formula gives
 * @param range what it may become without the exam
 */
export function beforeExam(
  intervalDays: number,
  range: DayRange,
  examDay: StudyDay | null,
  today: StudyDay,
): PlannedRange {
  const last = examDay === null ? Number.POSITIVE_INFINITY : lastBefore(examDay, today);
  // On the eve and on the day itself nothing can be seen again before it.
  if (last < 1 || range.longest < last) return { ...range, isBound: false, isCapped: false };
  if (intervalDays <= last)
    return { shortest: Math.min(range.shortest, last), longest: last, isBound: true, isCapped: false };
  const earlier = Math.min(EARLIER.days, Math.round(intervalDays * EARLIER.share), Math.floor(last / 2));
  return { shortest: Math.min(range.shortest, last - earlier), longest: last, isBound: true, isCapped: true };
}
