import { compareEvents, type OsteonEvent } from "./event.ts";
import type { EventId } from "./ids.ts";
import { redated } from "./redated.ts";
import { DAY_MS } from "./study-day.ts";

/**
 * When the reviews of one card were really made: as their events say, but for those that a clock running ahead had
 * dated and the user has put right since.
 */
export function reviewTimes(log: readonly OsteonEvent[]): ReadonlyMap<EventId, number> {
  const ordered = [...log].sort(compareEvents);
  const right = redated(ordered);
  return new Map(
    ordered.flatMap((event, i) => {
      const shiftDays = event.studyDay - (right[i]?.studyDay ?? event.studyDay);
      return event.kind === "review" ? [[event.id, event.atMs - shiftDays * DAY_MS] as const] : [];
    }),
  );
}
