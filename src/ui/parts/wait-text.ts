import type { Outcome } from "../../core/memory/outcome.ts";
import { plural } from "../../platform/i18n.ts";

const DAYS_PER_MONTH = 30.44;
const DAYS_PER_YEAR = 365.25;

/** One decimal below ten, none from there on: nobody plans by a tenth of a year in a decade. */
const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** The wait of a grade as it stands on its button: "10 min", "2 days", "1.5 months", "3 years". */
export function waitText(wait: Outcome["wait"]): string {
  if (wait.unit === "minutes") {
    if (wait.count < 60) return plural("waitMinutes", Math.max(1, Math.round(wait.count)));
    return plural("waitHours", rounded(wait.count / 60));
  }
  if (wait.count < 31) return plural("waitDays", wait.count);
  if (wait.count < 365) return plural("waitMonths", rounded(wait.count / DAYS_PER_MONTH));
  return plural("waitYears", rounded(wait.count / DAYS_PER_YEAR));
}
