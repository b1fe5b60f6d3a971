import type { OsteonEvent, ReviewEvent } from "../core/event.ts";
import { countedByCard } from "../core/fold.ts";
import type { CardId } from "../core/ids.ts";
import { isImported } from "../core/returned.ts";

/** The part of a transaction that is read: the events by card. */
interface EventsByCard {
  readonly getAll: (card: CardId) => Promise<OsteonEvent[]>;
}

/**
 * The reviews among the events of some study days that count. An imported review may be one that was made here on
 * another day, as the calendar went there, so the whole log of its card is asked.
 */
export async function reviewsDone(rows: readonly OsteonEvent[], log: EventsByCard): Promise<ReviewEvent[]> {
  // A row that something has spoilt must not keep a page from opening. Without the schema library, which that page has
  // no time for, what is asked is only what would.
  const found = rows.filter(({ card }) => typeof card === "string");
  const asked = [...new Set(found.filter(isImported).map(({ card }) => card))];
  if (asked.length === 0) return countedByCard(found);
  const ids = new Set(found.map(({ id }) => id));
  const others = found.filter(({ card }) => !asked.includes(card));
  const logs = await Promise.all(asked.map((card) => log.getAll(card)));
  return countedByCard([...others, ...logs.flat()]).filter(({ id }) => ids.has(id));
}
