import type { Now } from "../time/now.ts";
import { MINUTE_MS, type StudyDay, studyDayOf } from "../time/study-day.ts";
import type { Memory, Phase } from "./card-state.ts";
import type { Rating } from "./rating.ts";

/** When a card is due next: a study day and, for learning steps, an instant. */
export interface NextDue {
  readonly dueDay: StudyDay;
  readonly dueAtMs: number | null;
}

/** How long a card waits: minutes within learning steps, else whole study days. */
export interface Wait {
  readonly unit: "minutes" | "days";
  readonly count: number;
}

/** What one rating would lead to: computed once, when the answer is shown, and committed as it was shown. */
export interface Outcome {
  readonly rating: Rating;
  readonly phase: Phase;
  readonly memory: Memory;
  readonly step: number;
  readonly wait: Wait;
}

/**
 * When a card comes back that begins to wait now.
 * @param day the study day of the review, see `reviewDay`
 */
export function comesBack(wait: Wait, day: StudyDay, now: Now): NextDue {
  if (wait.unit === "days") return { dueDay: day + wait.count, dueAtMs: null };
  const dueAtMs = now.nowMs + wait.count * MINUTE_MS;
  return { dueDay: Math.max(day, studyDayOf(dueAtMs, now.offsetMinutes, now.rolloverHour)), dueAtMs };
}
