import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import { applyEvent, countedEvents } from "./fold.ts";
import type { ReviewEvent } from "./kinds.ts";

/** One review that counts, with the card's state on either side of it. */
export interface HistoryEntry {
  readonly event: ReviewEvent;
  readonly before: CardState;
  readonly after: CardState;
}

/**
 * The history of one card: its fold, step by step. Reviews that were taken back are left out; those before a reset are
 * there, and what comes after it begins anew.
 */
export const reviewHistory = (events: readonly Envelope[], scheduler: Scheduler): HistoryEntry[] =>
  historyOfCounted(countedEvents(events), scheduler);

/** The same from what counts of the card's log, see `countedEvents`. */
export function historyOfCounted(counted: readonly Envelope[], scheduler: Scheduler): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let before = NEW_CARD_STATE;
  for (const event of counted) {
    const after = applyEvent(before, event, scheduler);
    if (isOfKind(event, "review")) entries.push({ event, before, after });
    before = after;
  }
  return entries;
}
