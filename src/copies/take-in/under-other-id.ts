import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";
import { cardEvents, memoisedEvents } from "../../store/log/log.ts";
import type { Database } from "../../store/opening/open.ts";

/**
 * Those events that the log has under no other id, where they would count twice.
 * @param lacking events whose ids the log does not have
 * @param identityOf what an event of a card keeps under another id
 */
export async function underNoOtherId(
  db: Database,
  lacking: readonly Envelope[],
  identityOf: (event: Envelope) => string,
): Promise<readonly Envelope[]> {
  const known = new Map<CardId, ReadonlySet<string>>();
  for (const id of grouped(lacking.filter(concernsCard), ({ card }) => card).keys()) {
    try {
      const own = await cardEvents(memoisedEvents(db.transaction("events").store), { id, formerIds: [] });
      known.set(id, new Set(own.map(identityOf)));
    } catch (error) {
      // Its rows are damaged; to have an event twice is better than to lose it.
      console.error(`the events of ${id} cannot be read:`, error);
    }
  }
  return lacking.filter((event) => !concernsCard(event) || !known.get(event.card)?.has(identityOf(event)));
}
