import { NEAR_MS } from "../../core/log/duplicate-imports.ts";
import type { OsteonEvent, Rating } from "../../core/log/event.ts";
import { reviewTimes } from "../../core/log/review-times.ts";
import type { FoundReview } from "./read-reviews.ts";

/**
 * The reviews that are not in the log. Each event of the log stands for one review: two in one moment stay two. What
 * makes a review known is said by `isDuplicateImport`; here it is looked up by its millisecond, so that many take no longer
 * than few, each.
 * @param log of one card
 */
export function withoutKnown(found: readonly FoundReview[], log: readonly OsteonEvent[]): readonly FoundReview[] {
  const left = placesByMoment(log);
  if (left.size === 0) return found;
  const take = ({ atMs, rating }: FoundReview, nearMs: number): boolean => {
    let first: number[] | undefined;
    for (let moment = atMs - nearMs; moment <= atMs; moment++) {
      const places = left.get(keyOf(moment, rating));
      // Of several that it may be, the one that comes first in the log.
      if (places && (places.at(-1) ?? Infinity) < (first?.at(-1) ?? Infinity)) first = places;
    }
    return first?.pop() !== undefined;
  };
  return found.filter((review) => !take(review, 0)).filter((review) => !take(review, NEAR_MS));
}

/** Where in the log its reviews of each moment and rating stand, last places first. */
function placesByMoment(log: readonly OsteonEvent[]): ReadonlyMap<number, number[]> {
  const times = reviewTimes(log);
  const places = new Map<number, number[]>();
  for (const [place, event] of [...log.entries()].reverse()) {
    if (event.kind !== "review") continue;
    const key = keyOf(times.get(event.id) ?? event.atMs, event.rating);
    const same = places.get(key);
    if (same) same.push(place);
    else places.set(key, [place]);
  }
  return places;
}

/** One number for both: times have 47 bits, ratings two. */
const keyOf = (atMs: number, rating: Rating): number => atMs * 4 + rating - 1;
