/**
 * A review can come back under a second id: made here, taken through Anki, which keeps no ids of ours, into another
 * Osteon, and brought back by a backup from there. Both events stay in the log, and one of them counts.
 */
import type { OsteonEvent, ReviewEvent } from "./event.ts";
import { grouped } from "./grouped.ts";
import type { EventId } from "./ids.ts";
import { reviewTimes } from "./review-times.ts";

/** Two reviews that took the same millisecond are moved apart on their way to Anki, by no more than this. */
export const NEAR_MS = 50;

type Made = Pick<ReviewEvent, "atMs" | "rating">;

/** Whether a review that was found in Anki is this one of the same card, at most so many milliseconds later. */
export const isReturned = (found: Made, review: Made, nearMs: number): boolean =>
  found.rating === review.rating && found.atMs >= review.atMs && found.atMs - review.atMs <= nearMs;

/** The imported reviews whose own event is in the log as well, whether that counts or was taken back. */
export function returnedReviews(log: readonly OsteonEvent[]): ReadonlySet<EventId> {
  if (!log.some(isImported)) return new Set();
  return new Set([...grouped(log, ({ card }) => card).values()].flatMap(returnedTo));
}

const isImported = (event: OsteonEvent): boolean => event.kind === "review" && event.surface === "import";

/** @param log of one card */
function returnedTo(log: readonly OsteonEvent[]): EventId[] {
  const times = reviewTimes(log);
  const reviews = log
    .filter((event) => event.kind === "review")
    .map((event) => ({ ...event, atMs: times.get(event.id) ?? event.atMs }));
  const own = reviews.filter((review) => !isImported(review));
  const isBack = (found: ReviewEvent): boolean => own.some((review) => isReturned(found, review, NEAR_MS));
  return reviews.filter((review) => isImported(review) && isBack(review)).map(({ id }) => id);
}
