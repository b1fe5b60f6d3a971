import { isImported, NEAR_MS } from "../../core/log/duplicate-imports.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { reviewTimes } from "../../core/log/review-times.ts";
import type { FoundEvent } from "./read-reviews.ts";

/**
 * What was found and is not in the log. Each event of the log stands for one: two in one moment stay two. What makes one
 * known is said by `isDuplicateImport`; here it is looked up by its millisecond, so that many take no longer than few,
 * each.
 * @param log of one card
 */
export function withoutKnown(found: readonly FoundEvent[], log: readonly Envelope[]): readonly FoundEvent[] {
  const left = placesByMoment(log);
  if (left.size === 0) return found;
  /** One that has two moments stands under each of them. */
  const taken = new Set<number>();
  const take = ({ atMs, rating }: FoundEvent, nearMs: number): boolean => {
    let first = Number.POSITIVE_INFINITY;
    for (let moment = atMs - nearMs; moment <= atMs; moment++) {
      const places = left.get(keyOf(moment, rating));
      while (places && taken.has(places.at(-1) ?? -1)) places.pop();
      // Of several that it may be, the one that comes first in the log.
      first = Math.min(first, places?.at(-1) ?? first);
    }
    if (!Number.isFinite(first)) return false;
    taken.add(first);
    return true;
  };
  return found.filter((event) => !take(event, 0)).filter((event) => !take(event, NEAR_MS));
}

/**
 * Where in the log its reviews of each moment and rating, and its resets, stand; last places first. What came from Anki and was put
 * right here since has two moments: that which Anki may have by now, and that which it had then, see `duplicateImports`.
 */
function placesByMoment(log: readonly Envelope[]): ReadonlyMap<number, number[]> {
  const times = reviewTimes(log);
  const places = new Map<number, number[]>();
  for (const [place, event] of [...log.entries()].reverse()) {
    const isReview = isOfKind(event, "review");
    if (!isReview && !isOfKind(event, "reset")) continue;
    const rightMs = times.get(event.id) ?? event.atMs;
    for (const atMs of isImported(event) ? new Set([rightMs, event.atMs]) : [rightMs]) {
      const key = keyOf(atMs, isReview ? event.rating : null);
      const same = places.get(key);
      if (same) same.push(place);
      else places.set(key, [place]);
    }
  }
  return places;
}

/** One number for both: times have 45 bits, ratings three. @param rating null for a reset */
const keyOf = (atMs: number, rating: FoundEvent["rating"]): number => atMs * 8 + (rating ?? 0);
