/**
 * A review can come back under a second id: made here, taken through Anki, which keeps no ids of ours, into another
 * Osteon, and brought back by a backup from there. Both events stay in the log, and one of them counts.
 */

import type { EventId } from "../ids.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ReviewEvent } from "./kinds.ts";
import { reviewTimes } from "./review-times.ts";

/** Two reviews that took the same millisecond are moved apart on their way to Anki, by no more than this. */
export const NEAR_MS = 50;

type Made = Pick<ReviewEvent, "atMs" | "rating">;

/** Whether a review that was found in Anki is this one of the same card, at most so many milliseconds later. */
export const isDuplicateImport = (found: Made, review: Made, nearMs: number): boolean =>
  found.rating === review.rating && found.atMs >= review.atMs && found.atMs - review.atMs <= nearMs;

export const isImported = (event: Envelope): boolean => isOfKind(event, "review") && event.surface === "import";

/**
 * The imported reviews whose own event is in the log as well, whether that counts or was taken back, each with that
 * event as it was written.
 * @param log of one card
 */
export function duplicateImports(log: readonly Envelope[]): ReadonlyMap<EventId, ReviewEvent> {
  if (!log.some(isImported)) return new Map();
  const times = reviewTimes(log);
  const reviews = log
    .filter((event) => isOfKind(event, "review"))
    .map((event) => ({ event, rating: event.rating, atMs: times.get(event.id) ?? event.atMs }));
  const own = reviews.filter(({ event }) => !isImported(event));
  return new Map(
    reviews.flatMap((found) => {
      const review = isImported(found.event) && own.find((one) => isDuplicateImport(found, one, NEAR_MS));
      return review ? [[found.event.id, review.event] as const] : [];
    }),
  );
}
