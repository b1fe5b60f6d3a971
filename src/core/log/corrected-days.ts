import { DAY_MS } from "../plan/study-day.ts";
import type { ClockCorrectionEvent, OsteonEvent, ReviewEvent } from "./event.ts";

/** The log with its reviews on the days on which they were really made. @param log of one card, in order */
export function redated(log: readonly OsteonEvent[]): readonly OsteonEvent[] {
  if (!log.some(({ kind }) => kind === "redate")) return log;
  // From the newest backwards: what a review meets on its way are the corrections that came after it.
  const later: ClockCorrectionEvent[] = [];
  return log
    .toReversed()
    .map((event) => {
      if (event.kind === "redate") later.unshift(event);
      return event.kind === "review" ? later.reduce(earlier, event) : event;
    })
    .reverse();
}

function earlier(review: ReviewEvent, { afterDay, shiftDays, newest, next }: ClockCorrectionEvent): ReviewEvent {
  if (review.studyDay <= afterDay) return review;
  const { dueDay, dueAtMs } = review.next;
  const shifted = { dueDay: dueDay - shiftDays, dueAtMs: dueAtMs === null ? null : dueAtMs - shiftDays * DAY_MS };
  return { ...review, studyDay: review.studyDay - shiftDays, next: review.id === newest ? next : shifted };
}
