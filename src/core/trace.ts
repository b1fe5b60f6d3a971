import type { OsteonEvent, ReviewEvent } from "./event.ts";
import { applyEvent, countedReviews } from "./fold.ts";
import type { Scheduler } from "./scheduler.ts";
import { NEW_SNAPSHOT, type Snapshot } from "./snapshot.ts";

/** One review that counts, with the card's state on either side of it. */
export interface TracedReview {
  readonly event: ReviewEvent;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** The history of one card: its fold, step by step. Events that were taken back and notices are left out. */
export function traceCard(events: readonly OsteonEvent[], scheduler: Scheduler): TracedReview[] {
  let before = NEW_SNAPSHOT;
  return countedReviews(events).map((event) => {
    const after = applyEvent(before, event, scheduler);
    const traced = { event, before, after };
    before = after;
    return traced;
  });
}
