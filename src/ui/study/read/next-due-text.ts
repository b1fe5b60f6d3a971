import { HOUR_MS, MINUTE_MS } from "../../../core/time/study-day.ts";
import { plural, t, uiLanguage } from "../../../platform/i18n.ts";

/** Local calendar days from one instant to another; summer time does not bend it. */
function calendarDaysBetween(fromMs: number, toMs: number): number {
  const day = (ms: number): number => {
    const local = new Date(ms);
    return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate());
  };
  return Math.round((day(toMs) - day(fromMs)) / (24 * HOUR_MS));
}

const format = (ms: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(uiLanguage(), options).format(ms);

/**
 * When the next card comes, as a whole sentence: "Next card in 8 minutes.",
 * "Next card tomorrow, Tuesday at 4:00 AM."
 */
export function nextDueText(atMs: number, nowMs: number): string {
  const waitMs = atMs - nowMs;
  if (waitMs <= 0) return t("doneNextNow");
  if (waitMs < HOUR_MS) return plural("doneNextMinutes", Math.ceil(waitMs / MINUTE_MS));
  const days = calendarDaysBetween(nowMs, atMs);
  const weekday = format(atMs, { weekday: "long" });
  if (days === 0) return t("doneNextToday", format(atMs, { timeStyle: "short" }));
  if (days === 1) return t("doneNextTomorrow", weekday, format(atMs, { timeStyle: "short" }));
  if (days < 7) return t("doneNextWeekday", weekday);
  return t("doneNextDate", format(atMs, { weekday: "long", day: "numeric", month: "long" }));
}
