/** How days are written. */
import { DAY_MS, dateOf, type StudyDay } from "../../core/time/study-day.ts";
import { uiLanguage } from "../../platform/i18n.ts";
import { dateFormat } from "./formats.ts";

/** "23 November 2026"; `full` says the day of the week as well, `medium` is shorter. */
export const dayText = (day: StudyDay, dateStyle: "medium" | "long" | "full" = "long"): string =>
  dateFormat({ dateStyle }).format(dateOf(day));

/** "Saturday, December 5": the day of an instant, where nobody doubts the year. */
export const nearDayText = (atMs: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { weekday: "long", day: "numeric", month: "long" }).format(atMs);

/** A study day is counted in calendar days since 1970, as a date without a time is. */
export function dayOf(text: string): StudyDay | null {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.round(atMs / DAY_MS);
}
