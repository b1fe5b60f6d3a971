import type { DBSchema } from "idb";
import type { Card } from "../core/card.ts";
import type { Deck } from "../core/deck/deck.ts";
import type { CardId, DeckId, EventId, FactId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import type { SettingKey } from "../core/settings.ts";

/** A card with the keys that the queue is read by. A row without `queue` is in no queue (retired). */
export interface CardRow extends Card {
  readonly fact: FactId;
  /** [which queue, place in it]; see `queueKey`. */
  readonly queue?: QueueKey;
}
export type QueueKey = [kind: number, place: number];

/** What a deck says of itself, without its cards. */
export interface DeckRow extends Omit<Deck, "cards"> {
  readonly installedAtMs: number;
}

export interface SettingRow {
  readonly key: SettingKey;
  readonly value: unknown;
}

export interface OsteonDB extends DBSchema {
  cards: { key: CardId; value: CardRow; indexes: { queue: QueueKey; fact: FactId; deck: DeckId } };
  /** The log. Keys sort by time, see `makeEventId`. */
  events: { key: EventId; value: OsteonEvent; indexes: { card: CardId; studyDay: number; subject: string } };
  decks: { key: DeckId; value: DeckRow };
  settings: { key: SettingKey; value: SettingRow };
}

/** The queues of the index, in the order of their numbers. */
export const QUEUE = { fresh: 0, learning: 1, review: 2 } as const;

/**
 * Where a card stands in the queue index: new cards by deck order, learning cards by the instant they are due, cards
 * in review by their study day. Undefined for a retired card, which is in no queue.
 */
function queueKey(card: Card): QueueKey | undefined {
  if (card.retired) return undefined;
  const { phase, dueAtMs, dueDay } = card.state;
  if (phase === "new") return [QUEUE.fresh, card.content.order];
  if (dueAtMs !== null) return [QUEUE.learning, dueAtMs];
  return [QUEUE.review, dueDay ?? 0];
}

/** The row that stores a card. */
export function rowOf(card: Card): CardRow {
  const queue = queueKey(card);
  const { id, deck, content, state, revision, retired } = card;
  return { id, deck, content, state, revision, retired, fact: content.fact, ...(queue && { queue }) };
}
