import type { EventId } from "../ids.ts";
import { DAY_MS, MINUTE_MS } from "../time/study-day.ts";
import { correctedDays } from "./corrected-days.ts";
import { type Envelope, inOrder } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ReviewEvent } from "./kinds.ts";

/**
 * When the reviews of one card were really made: as their events say, but for those that a clock running ahead had
 * dated and the user has put right since, and those made after them. The times of a log only go forward, so these are
 * ahead of the clock as well; their study days are right.
 */
export function reviewTimes(log: readonly Envelope[]): ReadonlyMap<EventId, number> {
  const written = new Map(log.map((event) => [event.id, event]));
  return new Map(
    correctedDays(inOrder(log)).flatMap((right) => {
      const event = written.get(right.id);
      return event && isOfKind(event, "review") ? [[event.id, timeOf(event, right.studyDay)] as const] : [];
    }),
  );
}

/**
 * Whether an event alone says of a review that it was not made at its time, since that lies beyond its study day. Where no
 * event of a log does, and none is a correction, each says itself when it was made.
 */
export const isOutOfPlace = (event: Envelope): boolean =>
  isOfKind(event, "review") && timeOf(event, event.studyDay) !== event.atMs;

function timeOf({ atMs, offsetMinutes, studyDay }: ReviewEvent, day: number): number {
  const shifted = atMs - (studyDay - day) * DAY_MS;
  const calendarDay = Math.floor((shifted + offsetMinutes * MINUTE_MS) / DAY_MS);
  // A study day runs into the next calendar day, never further.
  const ahead = calendarDay - day;
  return ahead > 1 ? shifted - ahead * DAY_MS : shifted;
}
