import type { EventId } from "../ids.ts";
import { DAY_MS, MINUTE_MS } from "../plan/study-day.ts";
import { redated } from "./corrected-days.ts";
import { compareEvents, type OsteonEvent, type ReviewEvent } from "./event.ts";

/**
 * When the reviews of one card were really made: as their events say, but for those that a clock running ahead had
 * dated and the user has put right since, and those made after them. The times of a log only go forward, so these are
 * ahead of the clock as well; their study days are right.
 */
export function reviewTimes(log: readonly OsteonEvent[]): ReadonlyMap<EventId, number> {
  const ordered = [...log].sort(compareEvents);
  const right = redated(ordered);
  return new Map(
    ordered.flatMap((event, i) => {
      const dated = right[i];
      return event.kind === "review" && dated ? [[event.id, timeOf(event, dated.studyDay)] as const] : [];
    }),
  );
}

function timeOf({ atMs, offsetMinutes, studyDay }: ReviewEvent, day: number): number {
  const shifted = atMs - (studyDay - day) * DAY_MS;
  const calendarDay = Math.floor((shifted + offsetMinutes * MINUTE_MS) / DAY_MS);
  // A study day runs into the next calendar day, never further.
  const ahead = calendarDay - day;
  return ahead > 1 ? shifted - ahead * DAY_MS : shifted;
}
