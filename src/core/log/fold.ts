import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import { correctedDays } from "./corrected-days.ts";
import { duplicateImports } from "./duplicate-imports.ts";
import { type Envelope, inOrder } from "./envelope.ts";
import { isOfKind, kindOf } from "./event.ts";
import type { Transitions } from "./event-kind.ts";
import type { ReviewEvent } from "./kinds.ts";
import { takenBack } from "./taken-back.ts";

/**
 * The state of one card, from nothing but its events. Whatever order they come in, and however often one comes, the
 * result is the same. Events that this version does not understand change nothing.
 */
export const foldCard = (events: readonly Envelope[], scheduler: Transitions): CardState =>
  foldCounted(countedEvents(events), scheduler);

/** The same, where it is known what counts. @param counted see `countedEvents` */
export const foldCounted = (counted: readonly Envelope[], scheduler: Transitions): CardState =>
  counted.reduce((state, event) => applyEvent(state, event, scheduler), NEW_CARD_STATE);

/**
 * What of a card's log counts, of whatever kind, in the order in which it is applied, see `foldCard`.
 * @param events of one card, also under the ids that it had before
 */
export function countedEvents(events: readonly Envelope[]): readonly Envelope[] {
  const log = inOrder(events);
  const gone = takenBack(log);
  const duplicates = duplicateImports(log);
  const right = correctedDays(log);
  if (gone.size === 0 && duplicates.size === 0) return right;
  return right.filter(({ id }) => !gone.has(id) && !duplicates.has(id));
}

/** Whether a card's state can be brought along by this event alone; else the card is folded anew. */
export const canFollow = (state: CardState, event: Envelope): boolean =>
  event.atMs > state.lastEventAtMs && kindOf(event)?.actsOnEarlier !== true;

/** A card's state after one more event, see `canFollow`. */
export function applyEvent(state: CardState, event: Envelope, scheduler: Transitions): CardState {
  return kindOf(event)?.apply?.(state, event, scheduler) ?? state;
}

/**
 * The reviews of one card that count, in their order, on the days on which they were made as far as is known.
 * @param events of one card, also under the ids that it had before
 */
export const countedReviews = (events: readonly Envelope[]): ReviewEvent[] =>
  countedEvents(events).filter((event) => isOfKind(event, "review"));
