import type { CardEntry } from "../core/card.ts";
import type { CardEnvelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { applyEvent, canFollow } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { dayReview } from "../core/stats/day-sums.ts";
import { addToDays } from "./days.ts";
import { addEvents, mustBeReadable } from "./log.ts";
import type { Database } from "./open.ts";
import { putStates } from "./put-states.ts";
import { bringAlong, CARD_STORES } from "./refold.ts";
import type { StateRow } from "./schema.ts";
import { withState } from "./state-row.ts";
import { write } from "./transaction.ts";

/** What was written: the card as it stands now, and the event that brought it there. */
export interface Appended<E> {
  readonly row: StateRow;
  readonly event: E;
}

/**
 * Appends one event to a card's log and brings its state along, all or nothing.
 * @param make is given the card as it stands; it must not wait for anything
 * @returns what was written, or null when the card is no longer the revision that was shown: then nothing
 * was written, since somebody else was faster
 * @throws what aborted the transaction; nothing was written
 */
export function append<E extends CardEnvelope>(
  db: Database,
  shown: Pick<CardEntry, "id" | "revision">,
  scheduler: Scheduler,
  make: (card: CardEntry) => E,
): Promise<Appended<E> | null> {
  return write(db, CARD_STORES, async (transaction, added) => {
    const states = transaction.objectStore("states");
    const log = transaction.objectStore("events");
    const before = await states.get(shown.id);
    if (!before || before.retired || before.revision !== shown.revision) return null;
    const event = make(before);
    mustBeReadable([event]);
    added.push(event);
    // A state that another model made, or that a clock stamped ahead of now, is worked out from the whole log.
    if (before.model !== scheduler.model.id || !canFollow(before.state, event)) {
      await addEvents(log, [event]);
      await bringAlong(transaction, { added: [event] }, scheduler);
      return { row: (await states.get(before.id)) ?? before, event };
    }
    const row = withState(before, applyEvent(before.state, event, scheduler), scheduler.model.id);
    await Promise.all([
      addEvents(log, [event]),
      putStates(transaction, [{ before, row }]),
      isOfKind(event, "review") && addToDays(transaction, before.id, dayReview(before.state, event)),
    ]);
    return { row, event };
  });
}
