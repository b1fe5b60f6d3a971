/** Whether a learner who wants it is reminded now: only when cards wait for today, new or due, and only who has not studied. */
import type { Settings } from "../settings.ts";
import type { Now } from "../time/now.ts";
import { HOUR_MS } from "../time/study-day.ts";
import { type Day, doneCounts, type Queue } from "./queue.ts";

interface Wish {
  readonly settings: Pick<Settings, "reminder" | "reminderHour">;
  readonly day: Pick<Day, "answered" | "now">;
  readonly queue: Pick<Queue, "cards">;
}

/** Whole hours of the study day that lie before an hour of the clock: one before the day starts belongs to its end. */
const hoursInto = (hour: number, { rolloverHour }: Now): number => (hour - rolloverHour + 24) % 24;

/** By the clock on the wall, so that a change to summer time moves nothing. */
const hourOfClock = ({ nowMs, offsetMinutes }: Now): number =>
  Math.floor((nowMs + offsetMinutes * 60_000) / HOUR_MS) % 24;

/** Whether it is time: the hour has come, cards wait, and nothing was answered on this study day. */
export const isReminderDue = ({ settings, day, queue }: Wish): boolean =>
  settings.reminder &&
  queue.cards.length > 0 &&
  doneCounts(day.answered).answers === 0 &&
  hoursInto(hourOfClock(day.now), day.now) >= hoursInto(settings.reminderHour, day.now);
