import { type Card, inDeckOrder } from "../core/card.ts";
import type { Deck } from "../core/deck/deck.ts";
import { grouped } from "../core/grouped.ts";
import type { CardId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import { type HistoryEntry, reviewHistory } from "../core/log/review-history.ts";
import { reviewTimes } from "../core/log/review-times.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import type { Now } from "../core/plan/now.ts";
import type { Settings } from "../core/settings.ts";

export type DeckHead = Pick<Deck, "id" | "title" | "provenance" | "chapters" | "entities" | "references">;

/** All that tables, reports and other programs are told: the decks, the cards as they stand, and the log. */
export interface StudyData {
  readonly decks: readonly DeckHead[];
  readonly cards: readonly Card[];
  readonly events: readonly OsteonEvent[];
  readonly settings: Settings;
  readonly moment: Now;
}

/** The events of each card, also those that were made under an id the card had before. */
export function logsByCard(
  cards: readonly Card[],
  events: readonly OsteonEvent[],
): ReadonlyMap<CardId, readonly OsteonEvent[]> {
  const byId = grouped(events, ({ card }) => card);
  return new Map(
    cards.map(({ id, content }) => [id, [id, ...content.formerIds].flatMap((one) => byId.get(one) ?? [])]),
  );
}

export interface CardHistory {
  readonly card: Card;
  readonly reviews: readonly HistoryEntry[];
}

/** Every card with the reviews that count and what each of them did to its memory, in deck order. Times are put right. */
export function histories({ cards, events, settings }: StudyData): CardHistory[] {
  const scheduler = schedulerFor(settings);
  const logs = logsByCard(cards, events);
  return [...cards].sort(inDeckOrder).map((card) => {
    const log = logs.get(card.id) ?? [];
    const times = reviewTimes(log);
    const reviews = reviewHistory(log, scheduler).map((traced) => {
      const { event } = traced;
      return { ...traced, event: { ...event, atMs: times.get(event.id) ?? event.atMs } };
    });
    return { card, reviews };
  });
}
