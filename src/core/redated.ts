import type { OsteonEvent, RedateEvent, ReviewEvent } from "./event.ts";
import { DAY_MS } from "./study-day.ts";

/** The log with its reviews on the days on which they were really made. @param log in order */
export function redated(log: readonly OsteonEvent[]): readonly OsteonEvent[] {
  if (!log.some(({ kind }) => kind === "redate")) return log;
  return log.map((event, i) => {
    if (event.kind !== "review") return event;
    return log
      .slice(i + 1)
      .reduce<ReviewEvent>((review, later) => (later.kind === "redate" ? earlier(review, later) : review), event);
  });
}

function earlier(review: ReviewEvent, { afterDay, shiftDays, newest, next }: RedateEvent): ReviewEvent {
  if (review.studyDay <= afterDay) return review;
  const { dueDay, dueAtMs } = review.next;
  const shifted = { dueDay: dueDay - shiftDays, dueAtMs: dueAtMs === null ? null : dueAtMs - shiftDays * DAY_MS };
  return { ...review, studyDay: review.studyDay - shiftDays, next: review.id === newest ? next : shifted };
}
