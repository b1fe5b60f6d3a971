import { grouped } from "../grouped.ts";
import type { CardId, EventId } from "../ids.ts";
import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import { redated } from "./corrected-days.ts";
import { duplicateImports } from "./duplicate-imports.ts";
import { compareEvents, type OsteonEvent, type ReviewEvent } from "./event.ts";

/**
 * The state of one card, from nothing but its events. Whatever order they come in, and however often one comes, the
 * result is the same.
 */
export function foldCard(events: readonly OsteonEvent[], scheduler: Scheduler): CardState {
  const log = inOrder(events);
  const counts = countingIn(log);
  return redated(log).reduce((state, event) => {
    return counts(event) ? applyReview(state, event, scheduler) : touch(state, event);
  }, NEW_CARD_STATE);
}

/** A card state after one more event that is newer than all it has seen and changes nothing of what was before. */
export function applyEvent(
  state: CardState,
  event: Exclude<OsteonEvent, { kind: "undo" | "redate" }>,
  scheduler: Scheduler,
): CardState {
  return event.kind === "review" ? applyReview(state, event, scheduler) : touch(state, event);
}

/**
 * The reviews of one card that count, in their order, on the days on which they were made as far as is known.
 * @param events of one card, also under the ids that it had before
 */
export function countedReviews(events: readonly OsteonEvent[]): ReviewEvent[] {
  const log = inOrder(events);
  return redated(log).filter(countingIn(log));
}

/**
 * The same for events of several cards.
 * @param cardOf the card that an id stands for today, where ids may have changed
 */
export function countedByCard(
  events: readonly OsteonEvent[],
  cardOf: (id: CardId) => CardId = (id) => id,
): ReviewEvent[] {
  return [...grouped(events, ({ card }) => cardOf(card)).values()].flatMap(countedReviews).sort(compareEvents);
}

/** Tells the reviews of a log that count from those that were taken back or are there twice, and from other events. */
function countingIn(log: readonly OsteonEvent[]): (event: OsteonEvent) => event is ReviewEvent {
  const undone = new Set<EventId>(log.flatMap((event) => (event.kind === "undo" ? [event.undoes] : [])));
  const returned = duplicateImports(log);
  return (event): event is ReviewEvent => event.kind === "review" && !undone.has(event.id) && !returned.has(event.id);
}

function inOrder(events: readonly OsteonEvent[]): OsteonEvent[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()].sort(compareEvents);
}

function applyReview(before: CardState, event: ReviewEvent, scheduler: Scheduler): CardState {
  const { phase, memory, step } = scheduler.transition(before, event.rating, event.studyDay);
  const remembered = event.rating > 1;
  return {
    phase,
    memory,
    step,
    // What was promised then stands, whatever the settings are now.
    dueDay: event.next.dueDay,
    dueAtMs: event.next.dueAtMs,
    lastDay: Math.max(event.studyDay, before.lastDay ?? event.studyDay),
    lastEventAtMs: Math.max(before.lastEventAtMs, event.atMs),
    reviews: before.reviews + 1,
    successes: before.successes + (remembered ? 1 : 0),
    factRevision: event.factRevision,
    lapses: before.lapses + (before.phase === "review" && !remembered ? 1 : 0),
  };
}

/** An event that changes nothing but the time before which no other may be made. */
const touch = (state: CardState, event: OsteonEvent): CardState => ({
  ...state,
  lastEventAtMs: Math.max(state.lastEventAtMs, event.atMs),
});
