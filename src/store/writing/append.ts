import type { CardEntry } from "../../core/card.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import type { CardEnvelope } from "../../core/log/envelope.ts";
import { applyEvent, canFollow } from "../../core/log/fold.ts";
import type { Maker } from "../../core/log/make-event.ts";
import { isOutOfReach } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { dayEntry } from "../../core/stats/day-entry.ts";
import type { StateRow } from "../database/schema.ts";
import { write } from "../database/transaction.ts";
import { addToDays } from "../days/days.ts";
import { addEvents, cardEvents, memoisedEvents, mustBeReadable } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { putStates } from "../states/put-states.ts";
import { bringAlong, CARD_STORES } from "../states/refold.ts";
import { withState } from "../states/state-row.ts";
import { noteCorrections } from "./corrections-made.ts";

/** What was written: the card as it stands now, and the event that brought it there. */
export interface Appended<E> {
  readonly row: StateRow;
  readonly event: E;
}

/**
 * Appends one event to a card's log and brings its state along, all or nothing. What is dated far ahead on the card gets a
 * clock correction first, or the new event would come before it and count for nothing.
 * @param maker makes the corrections, with new random bytes at each call
 * @param make is given the card as it stands; it must not wait for anything
 * @returns what was written, or null when the card is no longer the revision that was shown: then nothing
 * was written, since somebody else was faster
 * @throws what aborted the transaction; nothing was written
 */
export function append<E extends CardEnvelope>(
  db: Database,
  shown: Pick<CardEntry, "id" | "revision">,
  scheduler: Scheduler,
  maker: () => Maker,
  make: (card: CardEntry) => E,
): Promise<Appended<E> | null> {
  return write(db, CARD_STORES, async (transaction, added) => {
    const states = transaction.objectStore("states");
    const log = transaction.objectStore("events");
    const stored = await states.get(shown.id);
    if (!stored || stored.retired || stored.revision !== shown.revision) return null;
    const { card, corrections } = isOutOfReach(stored.state, maker().now)
      ? bringWithinReach(stored, await cardEvents(memoisedEvents(log), stored), scheduler, maker)
      : { card: stored, corrections: [] };
    const event = make(card);
    const made = [...corrections, event];
    mustBeReadable(made);
    added.push(...made);
    // A state that another model made, or that a clock stamped ahead of now, is worked out from the whole log.
    if (corrections.length > 0 || stored.model !== scheduler.model.id || !canFollow(stored.state, event)) {
      await addEvents(log, made);
      await noteCorrections(transaction, corrections);
      await bringAlong(transaction, { added: made }, scheduler);
      return { row: (await states.get(stored.id)) ?? stored, event };
    }
    const row = withState(stored, applyEvent(stored.state, event, scheduler), scheduler.model.id);
    const entry = dayEntry(stored.state, event, row.state);
    await Promise.all([
      addEvents(log, [event]),
      putStates(transaction, [{ before: stored, row }]),
      entry && addToDays(transaction, [{ card: stored.id, entry }]),
    ]);
    return { row, event };
  });
}
