import type { Card } from "../core/card.ts";
import type { CardId } from "../core/ids.ts";
import { isImported } from "../core/log/duplicate-imports.ts";
import type { OsteonEvent, ReviewEvent } from "../core/log/event.ts";
import { countedByCard } from "../core/log/fold.ts";

/** The parts of a transaction that are read: the events by card, and the cards. */
interface Reading {
  readonly log: { readonly getAll: (card: CardId) => Promise<OsteonEvent[]> };
  readonly cards: { readonly get: (card: CardId) => Promise<Card | undefined> };
}

/**
 * The reviews among the events of some study days that count. An imported review may be one that was made here on
 * another day, as the calendar went there, or under an id that the card had before, so the card's whole log is asked.
 */
export async function reviewsDone(rows: readonly OsteonEvent[], { log, cards }: Reading): Promise<ReviewEvent[]> {
  // A row that something has spoilt must not keep a page from opening. Without the schema library, which that page has
  // no time for, what is asked is only what would.
  const found = rows.filter(({ card }) => typeof card === "string");
  const imported = new Set(found.filter(isImported).map(({ card }) => card));
  if (imported.size === 0) return countedByCard(found);
  const present = new Map<CardId, CardId>();
  for (const card of await Promise.all([...imported].map((id) => cards.get(id)))) {
    for (const former of card?.content.formerIds ?? []) present.set(former, card?.id ?? former);
  }
  const cardOf = (id: CardId): CardId => present.get(id) ?? id;
  const ids = new Set(found.map(({ id }) => id));
  const others = found.filter(({ card }) => !imported.has(cardOf(card)));
  const logs = await Promise.all([...imported, ...present.keys()].map((id) => log.getAll(id)));
  return countedByCard([...others, ...logs.flat()], cardOf).filter(({ id }) => ids.has(id));
}
