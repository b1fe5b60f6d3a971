/** How numbers, times and days are written in charts and their tables. */
import type { Span, Unit } from "../../../core/stats/range.ts";
import { dateOf, type StudyDay } from "../../../core/time/study-day.ts";
import { plural, t } from "../../../platform/i18n.ts";
import { dateFormat } from "../../parts/formats.ts";

/** Minutes up to two hours, hours and minutes from there on. */
export function timeText(durationMs: number): string {
  const minutes = durationMs / 60_000;
  if (minutes < 1 && durationMs > 0) return t("timeUnderMinute");
  if (minutes < 120) return plural("waitMinutes", Math.round(minutes));
  return t("reportHours", Math.floor(Math.round(minutes) / 60), Math.round(minutes) % 60);
}

const format = (day: StudyDay, options: Intl.DateTimeFormatOptions): string => dateFormat(options).format(dateOf(day));

/** Whole for the table, short for the axis. */
export function unitTexts({ from, to }: Span, unit: Unit): { readonly label: string; readonly tick: string } {
  switch (unit) {
    case "day":
      return { label: format(from, { dateStyle: "medium" }), tick: format(from, { day: "numeric", month: "short" }) };
    case "week":
      return {
        label: t("unitFromTo", format(from, { dateStyle: "medium" }), format(to, { dateStyle: "medium" })),
        tick: format(from, { day: "numeric", month: "short" }),
      };
    case "month":
      return {
        label: format(from, { month: "long", year: "numeric" }),
        tick: format(from, { month: "short", year: "2-digit" }),
      };
  }
}

export function unitName(unit: Unit): string {
  switch (unit) {
    case "day":
      return t("unitDay");
    case "week":
      return t("unitWeek");
    case "month":
      return t("unitMonth");
  }
}

/** The month alone, for the head of the calendar. */
export const monthText = (day: StudyDay): string => format(day, { month: "short" });
