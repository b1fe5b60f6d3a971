import type { CardEntry } from "../core/card.ts";
import { bringWithinReach } from "../core/log/clock-correction.ts";
import type { CardEnvelope, Envelope } from "../core/log/envelope.ts";
import { applyEvent, canFollow } from "../core/log/fold.ts";
import type { Maker } from "../core/log/make-event.ts";
import { isOutOfReach } from "../core/memory/card-state.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { addEvents, cardEvents, mustBeReadable, type ReadableLog, type WritableLog } from "./log.ts";
import type { Database } from "./open.ts";
import { refolded } from "./refold.ts";
import type { StateRow } from "./schema.ts";
import { withState } from "./state-row.ts";
import { write } from "./transaction.ts";

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
  return write(db, ["states", "events"], async (transaction, added) => {
    const states = transaction.objectStore("states");
    const log = transaction.objectStore("events");
    const stored = await states.get(shown.id);
    if (!stored || stored.retired || stored.revision !== shown.revision) return null;
    const before = isOutOfReach(stored.state, maker().now)
      ? await nearer(log, stored, scheduler, maker, added)
      : stored;
    const event = make(before);
    mustBeReadable([event]);
    added.push(event);
    // A state that another model made, or that a clock stamped ahead of now, is worked out from the whole log.
    if (before.model !== scheduler.model.id || !canFollow(before.state, event)) {
      await addEvents(log, [event]);
      const row = await refolded(log, before, scheduler);
      await states.put(row);
      return { row, event };
    }
    const row = withState(before, applyEvent(before.state, event, scheduler), scheduler.model.id);
    await Promise.all([addEvents(log, [event]), states.put(row)]);
    return { row, event };
  });
}

/** The card once what lies far ahead on it was corrected. */
async function nearer(
  log: ReadableLog & WritableLog,
  row: StateRow,
  scheduler: Scheduler,
  maker: () => Maker,
  added: Envelope[],
): Promise<StateRow> {
  const { card, corrections } = bringWithinReach(row, await cardEvents(log, row), scheduler, maker);
  await addEvents(log, corrections);
  added.push(...corrections);
  return withState(row, card.state, scheduler.model.id);
}
