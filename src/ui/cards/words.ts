import type { CardState } from "../../core/memory/card-state.ts";
import { dateOf, type StudyDay } from "../../core/time/study-day.ts";
import { plural, t, uiLanguage } from "../../platform/i18n.ts";
import { waitText } from "../parts/wait-text.ts";

/** When a card is due, as short as a table needs it. */
export function dueText(day: StudyDay, today: StudyDay): string {
  if (day < today) return plural("dueLate", today - day);
  if (day === today) return t("dueToday");
  if (day === today + 1) return t("dueTomorrow");
  const isSoon = day - today < 300;
  return new Intl.DateTimeFormat(uiLanguage(), {
    day: "numeric",
    month: "short",
    ...(isSoon ? {} : { year: "numeric" }),
    timeZone: "UTC",
  }).format(dateOf(day));
}

/** Days of stability, which need not be whole. */
export const daysText = (days: number): string =>
  days < 1 ? t("daysUnderOne") : waitText({ unit: "days", count: Math.round(days) });

/** From the last review to the day on which the card is due; a new card, and one within its steps, has none. */
export const intervalText = ({
  lastDay,
  dueDay,
  dueAtMs,
}: Pick<CardState, "lastDay" | "dueDay" | "dueAtMs">): string =>
  lastDay === null || dueDay === null || dueAtMs !== null ? "–" : daysText(Math.max(0, dueDay - lastDay));

/** When something happened, on the clock of where it happened. */
export const momentThereText = (atMs: number, offsetMinutes: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(
    atMs + offsetMinutes * 60_000,
  );
