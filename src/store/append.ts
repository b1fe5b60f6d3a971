import { recordEvents } from "../copies/record/attached.ts";
import type { Card } from "../core/card.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import { applyEvent } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import type { Database } from "./open.ts";
import { type CardRow, rowOf } from "./schema.ts";
import { write } from "./transaction.ts";

type NewEvent = Exclude<OsteonEvent, { kind: "undo" | "redate" }>;

/** What was written: the card as it stands now, and the event that brought it there. */
export interface Appended<E> {
  readonly row: CardRow;
  readonly event: E;
}

/**
 * Appends one event to a card's log and brings its state along, all or nothing.
 * @param make is given the card as it stands; it must not wait for anything
 * @returns what was written, or null when the card is no longer the revision that was shown: then nothing
 * was written, since somebody else was faster
 * @throws what aborted the transaction; nothing was written
 */
export async function append<E extends NewEvent>(
  db: Database,
  shown: Pick<Card, "id" | "revision">,
  scheduler: Scheduler,
  make: (card: Card) => E,
): Promise<Appended<E> | null> {
  const appended = await write(db, ["cards", "events"], async (transaction) => {
    const card = await transaction.objectStore("cards").get(shown.id);
    if (!card || card.retired || card.revision !== shown.revision) return null;
    const event = make(card);
    const row = rowOf({
      ...card,
      state: applyEvent(card.state, event, scheduler),
      revision: card.revision + 1,
    });
    // add, not put: an id that is taken must fail rather than replace a review.
    await Promise.all([transaction.objectStore("events").add(event), transaction.objectStore("cards").put(row)]);
    return { row, event };
  });
  if (appended) recordEvents(db, [appended.event]);
  return appended;
}

/** Whether there is any event; the first key tells, a count would walk over all of them. */
export const hasEvents = async (db: Database): Promise<boolean> => (await db.getAllKeys("events", null, 1)).length > 0;
