/**
 * A review, or a reset, can come back under a second id: made here, taken through Anki, which keeps no ids of ours, into
 * another Osteon, and brought back by a backup from there. Both events stay in the log, and one of them counts.
 */
import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ResetEvent, ReviewEvent } from "./kinds.ts";
import { reviewTimes } from "./review-times.ts";
import { takenBackWithFile } from "./taken-back.ts";

/** Two reviews that took the same millisecond are moved apart on their way to Anki, by no more than this. */
export const NEAR_MS = 50;

type Travelling = ReviewEvent | ResetEvent;
/** What Anki knows of an event; a reset has no rating. */
interface Made {
  readonly atMs: number;
  readonly rating?: number;
}

/** Whether what was found in Anki is this event of the same card, at most so many milliseconds later. */
export const isDuplicateImport = (found: Made, made: Made, nearMs: number): boolean =>
  found.rating === made.rating && found.atMs >= made.atMs && found.atMs - made.atMs <= nearMs;

const travels = (event: Envelope): event is Travelling => isOfKind(event, "review") || isOfKind(event, "reset");
export const isImported = (event: Envelope): boolean =>
  "surface" in event && event.surface === "import" && travels(event);

const NONE: ReadonlyMap<EventId, Travelling> = new Map();

/**
 * The imported events whose own event is in the log as well, whether that counts or was taken back, each with that
 * event as it was written. One that was taken back with the file that brought it is as if it had never come: what was here
 * before, through Anki, counts again.
 * @param log of one card
 */
export function duplicateImports(log: readonly Envelope[]): ReadonlyMap<EventId, Travelling> {
  // Mostly all are of one sort: made here, or all brought in.
  if (!log.some(isImported) || !log.some((event) => travels(event) && !isImported(event))) return NONE;
  const times = reviewTimes(log);
  const absent = takenBackWithFile(log);
  const made = log.filter(travels).map((event, place) => ({
    event,
    place,
    atMs: times.get(event.id) ?? event.atMs,
    ...("rating" in event && { rating: event.rating }),
  }));
  // By stretches of the longest distance, so that an own event stands in the stretch of its import or the one before.
  const own = grouped(
    made.filter(({ event }) => !isImported(event) && !absent.has(event.id)),
    ({ atMs }) => stretch(atMs),
  );
  return new Map(
    made.flatMap((found) => {
      if (!isImported(found.event)) return [];
      const near = [stretch(found.atMs) - 1, stretch(found.atMs)].flatMap((one) => own.get(one) ?? []);
      const fits = near.filter((one) => isDuplicateImport(found, one, NEAR_MS)).sort((a, b) => a.place - b.place)[0];
      return fits ? [[found.event.id, fits.event] as const] : [];
    }),
  );
}

const stretch = (atMs: number): number => Math.floor(atMs / NEAR_MS);
