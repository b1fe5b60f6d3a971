import type { IDBPTransaction } from "idb";
import type { DeviceId, EventId } from "../core/ids.ts";
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { countedReviews } from "../core/log/fold.ts";
import { KINDS, type UndoEvent } from "../core/log/kinds.ts";
import { takenBack } from "../core/log/taken-back.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { addEvents, cardEvents, undosOf } from "./log.ts";
import type { Database } from "./open.ts";
import { refolded, stateOf } from "./refold.ts";
import { refoldRegisters } from "./registers.ts";
import type { OsteonDB, StateRow, StoreName } from "./schema.ts";
import { write } from "./transaction.ts";

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
}

/** The part of a transaction in which it is found what can be taken back. */
type Reading = IDBPTransaction<OsteonDB, StoreName[], "readonly" | "readwrite">;

/**
 * Takes one event of any kind back.
 * @param make is given the event; it must not wait for anything
 * @returns null when there is nothing to take back
 */
export function undoLast(
  db: Database,
  wanted: Wanted,
  scheduler: Scheduler,
  make: (undone: Envelope) => UndoEvent,
): Promise<Undone | null> {
  return write(db, ["states", "events", "registers"], async (transaction, added) => {
    const found = (await newestOf(transaction, wanted.made)) ?? (await newestOn(transaction, wanted));
    if (!found) return null;
    const event = make(found);
    const log = transaction.objectStore("events");
    await addEvents(log, [event]);
    added.push(event);
    await refoldRegisters(transaction, [event]);
    const states = transaction.objectStore("states");
    const card = found.card && (await stateOf(states, found.card));
    if (!card) return { event, row: null };
    const row = await refolded(log, card, scheduler);
    await states.put(row);
    return { event, row };
  });
}

/** Whether `undoLast` would find something that this device made on this study day. */
export async function canUndo(db: Database, wanted: Omit<Wanted, "made">): Promise<boolean> {
  const transaction = db.transaction(["states", "events"] as StoreName[], "readonly");
  const found = await newestOn(transaction, wanted);
  await transaction.done;
  return found !== null;
}

async function newestOf(transaction: Reading, made: readonly EventId[]): Promise<Envelope | null> {
  const log = transaction.objectStore("events");
  for (const id of made.toReversed()) {
    const [event] = eventsAmong([await log.index("id").get(id)]);
    if (!event || (await isGone(transaction, event))) continue;
    // Another page has answered the card since: what was made on top of this goes first.
    return (await isOnTop(transaction, event)) ? event : null;
  }
  return null;
}

/** Also on the day after: a card's days never go back, so a traveller's reviews can be a day ahead of the calendar. */
async function newestOn(transaction: Reading, { device, studyDay }: Omit<Wanted, "made">): Promise<Envelope | null> {
  // By id, which is by time, from the newest backwards; so what was imported today is not what was done today.
  let cursor = await transaction.objectStore("events").index("id").openCursor(null, "prev");
  for (; cursor; cursor = await cursor.continue()) {
    const [event] = eventsAmong([cursor.value]);
    if (!event) continue;
    if (event.studyDay < studyDay - 1) return null;
    if (event.device !== device || event.studyDay < studyDay || event.studyDay > studyDay + 1) continue;
    if (!canBeUndone(event) || (await isGone(transaction, event))) continue;
    return event;
  }
  return null;
}

const canBeUndone = (event: Envelope): boolean =>
  KINDS.get(event.kind)?.undoable === true && !("surface" in event && event.surface === "import");

/** Whether it was taken back, or is a review that does not count for another reason. */
async function isGone(transaction: Reading, event: Envelope): Promise<boolean> {
  const log = transaction.objectStore("events");
  if (takenBack(await undosOf(log, [event.id])).has(event.id)) return true;
  return isOfKind(event, "review") && !(await counted(transaction, event)).includes(event.id);
}

async function isOnTop(transaction: Reading, event: Envelope): Promise<boolean> {
  return !isOfKind(event, "review") || (await counted(transaction, event)).at(-1) === event.id;
}

/** The reviews of an event's card that count, in their order. */
async function counted(transaction: Reading, { card }: Envelope): Promise<EventId[]> {
  if (card === undefined) return [];
  const row = await stateOf(transaction.objectStore("states"), card);
  const log = await cardEvents(transaction.objectStore("events"), row ?? { id: card, formerIds: [] });
  return countedReviews(log).map(({ id }) => id);
}
