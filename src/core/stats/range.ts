import { dateOf, type StudyDay } from "../time/study-day.ts";
import type { DayTable } from "./day-table.ts";

/** How far back, or ahead, the numbers look. */
export const RANGES = ["month", "quarter", "year", "all"] as const;
export type Range = (typeof RANGES)[number];

/** As many as Anki's: a month is 30 days, a year 365. */
const DAYS: Readonly<Record<Exclude<Range, "all">, number>> = { month: 30, quarter: 90, year: 365 };

/** Study days, both included. */
export interface Span {
  readonly from: StudyDay;
  readonly to: StudyDay;
}

/** How many days a range has; null for all. */
export const rangeDays = (range: Range): number | null => (range === "all" ? null : DAYS[range]);

/**
 * The days of a range up to today, today included. `all` begins with the first day on which anything was done, and ends with
 * the last: a traveller's last answer may be of tomorrow.
 */
export function spanOf(range: Range, table: DayTable, today: StudyDay): Span {
  if (range !== "all") return { from: today - DAYS[range] + 1, to: today };
  return { from: Math.min(today, table.days[0] ?? today), to: Math.max(today, table.days.at(-1) ?? today) };
}

/** Into what a span is cut for a chart over time. */
export type Unit = "day" | "week" | "month";

/** The unit that gives a chart of some ten to a hundred marks. */
export function unitFor({ from, to }: Span): Unit {
  const days = to - from + 1;
  return days <= 92 ? "day" : days <= 740 ? "week" : "month";
}

/** The first day of a unit: weeks begin on Monday, months as the calendar's. */
export function startOf(day: StudyDay, unit: Unit): StudyDay {
  switch (unit) {
    case "day":
      return day;
    case "week":
      // Day 0, 1970-01-01, was a Thursday.
      return day - ((((day + 3) % 7) + 7) % 7);
    case "month":
      return day - dateOf(day).getUTCDate() + 1;
  }
}

function nextStart(start: StudyDay, unit: Unit): StudyDay {
  switch (unit) {
    case "day":
      return start + 1;
    case "week":
      return start + 7;
    case "month":
      return startOf(start + 31, "month");
  }
}

/** The span cut into units. The first and the last may be cut short by the span. */
export function pieces({ from, to }: Span, unit: Unit): Span[] {
  const found: Span[] = [];
  for (let start = startOf(from, unit); start <= to; start = nextStart(start, unit))
    found.push({ from: Math.max(start, from), to: Math.min(to, nextStart(start, unit) - 1) });
  return found;
}
