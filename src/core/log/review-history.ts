import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { Envelope } from "./envelope.ts";
import { applyEvent, countedReviews } from "./fold.ts";
import type { ReviewEvent } from "./kinds.ts";

/** One review that counts, with the card's state on either side of it. */
export interface HistoryEntry {
  readonly event: ReviewEvent;
  readonly before: CardState;
  readonly after: CardState;
}

/** The history of one card: its fold, step by step. Events that were taken back and notices are left out. */
export function reviewHistory(events: readonly Envelope[], scheduler: Scheduler): HistoryEntry[] {
  let before = NEW_CARD_STATE;
  return countedReviews(events).map((event) => {
    const after = applyEvent(before, event, scheduler);
    const traced = { event, before, after };
    before = after;
    return traced;
  });
}
