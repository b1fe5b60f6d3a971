import { type CardEntry, inDeckOrder } from "../core/card.ts";
import type { CardContent, Deck } from "../core/deck/deck.ts";
import { grouped } from "../core/grouped.ts";
import type { CardId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../core/log/event.ts";
import { countedEvents } from "../core/log/fold.ts";
import type { ResetEvent } from "../core/log/kinds.ts";
import { type HistoryEntry, reviewHistory } from "../core/log/review-history.ts";
import { isOutOfPlace, reviewTimes } from "../core/log/review-times.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import type { Now } from "../core/plan/now.ts";
import type { Settings } from "../core/settings.ts";

export type DeckHead = Pick<
  Deck,
  "id" | "title" | "language" | "licence" | "disclaimer" | "provenance" | "chapters" | "entities" | "references"
>;

/** A card as it stands, and what it says in the learner's wording; null where its deck no longer has it. */
export interface StudyCard extends CardEntry {
  readonly content: CardContent | null;
  /** It has a star. Absent where nobody asks. */
  readonly isMarked?: boolean;
}

/** All that tables, reports and other programs are told: the decks, the cards as they stand, and the log. */
export interface StudyData {
  readonly decks: readonly DeckHead[];
  readonly cards: readonly StudyCard[];
  readonly events: readonly Envelope[];
  readonly settings: Settings;
  readonly now: Now;
}

/** The events of each card, also those that were made under an id the card had before. */
export function logsByCard(
  cards: readonly Pick<StudyCard, "id" | "formerIds">[],
  events: readonly Envelope[],
): ReadonlyMap<CardId, readonly Envelope[]> {
  const byId = grouped(events.filter(concernsCard), ({ card }) => card);
  return new Map(cards.map(({ id, formerIds }) => [id, [id, ...formerIds].flatMap((one) => byId.get(one) ?? [])]));
}

export interface CardHistory {
  readonly card: StudyCard;
  readonly reviews: readonly HistoryEntry[];
  readonly resets: readonly ResetEvent[];
}

/** Every card with the reviews that count and what each of them did to its memory, in deck order. Times are put right. */
export function histories({ cards, events, settings }: StudyData): CardHistory[] {
  const scheduler = schedulerFor(settings);
  const logs = logsByCard(cards, events);
  return [...cards].sort(inDeckOrder).map((card) => {
    const log = logs.get(card.id) ?? [];
    const reviews = reviewHistory(log, scheduler);
    // Nearly no log holds any such event.
    const isOff = log.some((event) => isOfKind(event, "clock-correction") || isOutOfPlace(event));
    return {
      card,
      reviews: isOff ? withRightTimes(reviews, log) : reviews,
      resets: log.some(({ kind }) => kind === "reset")
        ? countedEvents(log).filter((event) => isOfKind(event, "reset"))
        : [],
    };
  });
}

function withRightTimes(reviews: readonly HistoryEntry[], log: readonly Envelope[]): HistoryEntry[] {
  const times = reviewTimes(log);
  return reviews.map((entry) => {
    const { event } = entry;
    return { ...entry, event: { ...event, atMs: times.get(event.id) ?? event.atMs } };
  });
}
