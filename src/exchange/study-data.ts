import { type CardEntry, inDeckOrder } from "../core/card.ts";
import type { CardContent, Deck } from "../core/deck/deck.ts";
import { grouped } from "../core/grouped.ts";
import type { CardId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../core/log/event.ts";
import { countedEvents } from "../core/log/fold.ts";
import type { ResetEvent, ReviewEvent } from "../core/log/kinds.ts";
import { type HistoryEntry, historyOfCounted } from "../core/log/review-history.ts";
import { isOutOfPlace, reviewTimes } from "../core/log/review-times.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import type { Settings } from "../core/settings.ts";
import type { Now } from "../core/time/now.ts";

export type DeckHead = Pick<
  Deck,
  "id" | "title" | "language" | "licence" | "disclaimer" | "provenance" | "chapters" | "entities" | "references"
>;

/** A card as it stands, and what it says in the learner's wording; null where its deck no longer has it. */
export interface StudyCard extends CardEntry {
  readonly content: CardContent | null;
  /** It has a star. Absent where nobody asks. */
  readonly isMarked?: boolean;
  /** Its chapter, or its deck, is switched off. Absent where nobody asks. */
  readonly isOff?: boolean;
}

/** All that tables, reports and other programs are told: the decks, the cards as they stand, and the log. */
export interface StudyData {
  readonly decks: readonly DeckHead[];
  readonly cards: readonly StudyCard[];
  readonly events: readonly Envelope[];
  readonly settings: Settings;
  readonly now: Now;
}

type NamedCard = Pick<StudyCard, "id" | "formerIds" | "retired">;

/**
 * The card of each id, as the store finds it: one that is in its deck goes before one that had the id once, and that before
 * one that has left its deck, whose row may stand there still.
 */
export function cardsByAnyId<Card extends NamedCard>(cards: readonly Card[]): ReadonlyMap<CardId, Card> {
  const [present, left] = [cards.filter(({ retired }) => !retired), cards.filter(({ retired }) => retired)];
  // Of several the last one stays.
  return new Map(
    [left, present].flatMap((some) => [
      ...some.flatMap((card) => card.formerIds.map((former) => [former, card] as const)),
      ...some.map((card) => [card.id, card] as const),
    ]),
  );
}

/** The events of each card, also those that were made under an id the card had before; each belongs to one of them. */
export function logsByCard(
  cards: readonly NamedCard[],
  events: readonly Envelope[],
): ReadonlyMap<CardId, readonly Envelope[]> {
  const byId = grouped(events.filter(concernsCard), ({ card }) => card);
  const owners = cardsByAnyId(cards);
  return new Map(
    cards.map((card) => {
      const own = [card.id, ...card.formerIds].filter((id) => owners.get(id) === card);
      return [card.id, own.flatMap((id) => byId.get(id) ?? [])];
    }),
  );
}

export interface CardHistory {
  readonly card: StudyCard;
  readonly reviews: readonly HistoryEntry[];
  readonly resets: readonly ResetEvent[];
}

/** A card with what counts of its log, which is not folded before somebody asks: the states of a long log take much memory. */
export interface CardLog extends Pick<CardHistory, "card" | "resets"> {
  /** In their order, with the times at which they were made as far as is known. */
  readonly reviews: readonly ReviewEvent[];
  readonly history: () => CardHistory;
}

/** Every card with the reviews that count, in deck order. Times are put right. */
export function cardLogs({ cards, events, settings }: StudyData): CardLog[] {
  const scheduler = schedulerFor(settings);
  const logs = logsByCard(cards, events);
  return [...cards].sort(inDeckOrder).map((card) => {
    const log = logs.get(card.id) ?? [];
    const counted = countedEvents(log);
    const written = counted.filter((event) => isOfKind(event, "review"));
    // Nearly no log holds any such event.
    const isOff = log.some((event) => isOfKind(event, "clock-correction") || isOutOfPlace(event));
    const reviews = isOff ? withRightTimes(written, log) : written;
    const resets = counted.filter((event) => isOfKind(event, "reset"));
    const history = (): CardHistory => {
      const entries = historyOfCounted(counted, scheduler);
      const timed = isOff ? entries.map((entry, i) => ({ ...entry, event: reviews[i] ?? entry.event })) : entries;
      return { card, reviews: timed, resets };
    };
    return { card, reviews, resets, history };
  });
}

/** The cards with their reviews, and what each of these did to the memory of its card. */
export const histories = (data: StudyData): CardHistory[] => cardLogs(data).map(({ history }) => history());

function withRightTimes(reviews: readonly ReviewEvent[], log: readonly Envelope[]): ReviewEvent[] {
  const times = reviewTimes(log);
  return reviews.map((event) => ({ ...event, atMs: times.get(event.id) ?? event.atMs }));
}
