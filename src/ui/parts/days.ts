/** How days are written. */
import { dateOf, type StudyDay } from "../../core/plan/study-day.ts";
import { uiLanguage } from "../../platform/i18n.ts";

/** "23 November 2026"; `full` says the day of the week as well, `medium` is shorter. */
export const dayText = (day: StudyDay, dateStyle: "medium" | "long" | "full" = "long"): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle, timeZone: "UTC" }).format(dateOf(day));
