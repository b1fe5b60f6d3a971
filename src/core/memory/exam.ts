/** An exam on a study day: until then no card waits beyond it. */
import type { StudyDay } from "../time/study-day.ts";
import type { DayRange } from "./fuzz.ts";

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

/** A card may be seen for the last time so much of its interval before the exam, and so many days at most. */
const EARLIER = { share: 0.25, days: 21 };
const earliest = (intervalDays: number): number => Math.min(EARLIER.days, Math.round(intervalDays * EARLIER.share));

/** Whether a card that was seen so many days before the exam need not be seen again before it. */
export const isSeenLate = (intervalDays: number, daysBefore: number): boolean => daysBefore <= earliest(intervalDays);

/** The days from today on which a card of such an interval is to be seen for the last time before the exam; null: on none. */
export function lastDays(intervalDays: number, examDay: StudyDay, today: StudyDay): DayRange | null {
  const last = lastBefore(examDay, today);
  const earlier = Math.min(earliest(intervalDays), Math.floor(last / 2));
  return last < 1 ? null : { shortest: last - earlier, longest: last };
}

/** Days among which one is chosen. */
export interface PlannedRange extends DayRange {
  /** The last of them is the last before the exam. */
  readonly isBound: boolean;
  /** The interval would lead beyond the exam. */
  readonly isCapped: boolean;
}

/**
 * The days that an interval may become where an exam is ahead. What would lie behind its eve comes in the last days before,
 * the sooner the longer it is remembered, so that not all cards come on the eve. A card that is answered within those last
 * days is done with, and days that lie before the exam by themselves stay as they are.
 * @param intervalDays the interval that the formula gives
 * @param range what it may become without the exam
 */
export function beforeExam(
  intervalDays: number,
  range: DayRange,
  examDay: StudyDay | null,
  today: StudyDay,
): PlannedRange {
  const free = { shortest: range.shortest, longest: range.longest, isBound: false, isCapped: false };
  if (examDay === null || isSeenLate(intervalDays, examDay - today)) return free;
  const last = lastDays(intervalDays, examDay, today);
  if (last === null || range.longest < last.longest) return free;
  const { longest } = last;
  const isCapped = intervalDays > longest;
  const shortest = Math.min(range.shortest, isCapped ? last.shortest : longest);
  return { shortest, longest, isBound: true, isCapped };
}
