import { type DeviceId, type EventId, ID_BYTES } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isRegister, kindOf } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { makeUndoBeside } from "../../core/log/make-event.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { write } from "../database/transaction.ts";
import { addEvents, eventOf } from "../log/log.ts";
import { refoldRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong, CARD_STORES, stateOf } from "../states/refold.ts";
import { newestOn } from "./newest-on-day.ts";
import { type CountingOf, canBeUndone, memoisedCounting, type Reading, standingOf } from "./undo-standing.ts";

/** What was taken back, and where its card stands since; null when it concerned no card. */
export interface Undone {
  readonly event: UndoEvent;
  readonly row: StateRow | null;
}

/** What is to be taken back. */
export interface Wanted {
  /** The events that the asking page has made, in their order; the newest that still counts goes first. */
  readonly made: readonly EventId[];
  /** Where none of them counts: the newest that this device made on this study day, on whichever page. */
  readonly device: DeviceId;
  readonly studyDay: StudyDay;
  /** The one that the user was told of. Where another one would be taken back by now, nothing is. */
  readonly only?: EventId;
}

/**
 * Takes one event back, of any kind that the user can take back.
 * @param make is given the event; it must not wait for anything
 * @returns null when there is nothing to take back, or something else than the user was told of
 */
export function undoLast(
  db: Database,
  wanted: Wanted,
  scheduler: Scheduler,
  make: (undone: Envelope) => UndoEvent,
): Promise<Undone | null> {
  return write(db, [...CARD_STORES, "registers", "local"], async (transaction, added) => {
    const counting = memoisedCounting(transaction);
    const found = await nextOf(transaction, wanted, counting);
    if (!found || (wanted.only !== undefined && found.id !== wanted.only)) return null;
    const event = make(found);
    const others = await goneWith(counting, found);
    const beside = others.map((other) =>
      makeUndoBeside(event, other, crypto.getRandomValues(new Uint8Array(ID_BYTES))),
    );
    const undos = [event, ...beside];
    added.push(...undos);
    // What is asked for after it in a transaction sees what was added: none waits for another's answer.
    await Promise.all([
      addEvents(transaction.objectStore("events"), undos),
      isRegister(found) && refoldRegisters(transaction, [event]),
      found.card !== undefined && bringAlong(transaction, { added: undos }, scheduler),
    ]);
    if (found.card === undefined) return { event, row: null };
    return { event, row: (await stateOf(transaction.objectStore("states"), found.card)) ?? null };
  });
}

/** What `undoLast` would take back; null where that is nothing. */
export async function nextUndo(db: Database, wanted: Wanted): Promise<Envelope | null> {
  const transaction = db.transaction(["states", "events", "local"] as StoreName[], "readonly");
  const found = await nextOf(transaction, wanted, memoisedCounting(transaction));
  await transaction.done;
  return found;
}

const nextOf = async (transaction: Reading, wanted: Wanted, countingOf: CountingOf): Promise<Envelope | null> =>
  (await newestOf(transaction, wanted.made, countingOf)) ?? (await newestOn(transaction, wanted, countingOf));

async function newestOf(
  transaction: Reading,
  made: readonly EventId[],
  countingOf: CountingOf,
): Promise<Envelope | null> {
  const log = transaction.objectStore("events");
  for (const id of made.toReversed()) {
    const event = await eventOf(log, id);
    const standing = event && canBeUndone(event) ? await standingOf(transaction, event, countingOf) : "gone";
    if (!event || standing === "gone") continue;
    // Another page has answered the card since: what was made on top of this goes first.
    return standing === "onTop" ? event : null;
  }
  return null;
}

/**
 * What was done to a card since an event and is taken back with it, as its kind says: the days that it was given since a review.
 * So it is due again when it was before that.
 */
async function goneWith(countingOf: CountingOf, { card, id, kind }: Envelope): Promise<readonly Envelope[]> {
  if (card === undefined) return [];
  const counting = await countingOf(card);
  const place = counting.findIndex((one) => one.id === id);
  return place < 0 ? [] : counting.slice(place + 1).filter((event) => kindOf(event)?.undoneWith === kind);
}
