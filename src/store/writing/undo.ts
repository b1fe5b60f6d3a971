import type { IDBPTransaction } from "idb";
import { type CardId, type DeviceId, type EventId, ID_BYTES, stemOf } from "../../core/ids.ts";
import { type Envelope, idsFrom } from "../../core/log/envelope.ts";
import { isRegister, kindOf } from "../../core/log/event.ts";
import { countedEvents } from "../../core/log/fold.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { makeUndoBeside } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isUndoable } from "../../core/log/undoable.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { countsAsToday, DAY_MS, type StudyDay } from "../../core/time/study-day.ts";
import { type EventRow, eventIn } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import type { OsteonDB, StateRow, StoreName } from "../database/schema.ts";
import { write } from "../database/transaction.ts";
import { addEvents, cardEvents, eventOf, memoisedEvents, undosOf } from "../log/log.ts";
import { refoldRegisters } from "../log/registers.ts";
import { isIn } from "../log/stretch.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong, CARD_STORES, stateOf } from "../states/refold.ts";
import { readActions } from "./action-record.ts";
import { allLeft } from "./rows-left.ts";

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

/** The part of a transaction in which it is found what can be taken back. */
type Reading = IDBPTransaction<OsteonDB, StoreName[], "readonly" | "readwrite">;

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

async function newestOn(
  transaction: Reading,
  { device, studyDay }: Wanted,
  countingOf: CountingOf,
): Promise<Envelope | null> {
  // What was done to many cards as one is taken back as one, where it was done: see `takeActionBack`.
  const actions = await readActions(transaction.objectStore("local"), studyDay);
  const stretches = actions.flatMap(allLeft);
  const isOfAction = (place: number): boolean => isIn(stretches, place);
  // By id, which is by time, from the newest backwards; so what was imported today is not what was done today.
  const log = transaction.objectStore("events");
  // The keys alone: a cursor cannot go on past a row that cannot be read.
  let cursor = await log.index("id").openKeyCursor(around(studyDay), "prev");
  // One that holds several events is met under the id of each.
  const rows = new Map<number, EventRow | undefined>();
  let stem: EventId | null = null;
  let looked = 0;
  while (cursor) {
    const place = cursor.primaryKey;
    if (!rows.has(place)) rows.set(place, await readableAt(log, place));
    const event = eventIn(rows.get(place), cursor.key);
    const isToday = event && countsAsToday(event.studyDay, studyDay);
    const isAnyOf = isToday && event.device === device && !isOfAction(place) && canBeUndone(event);
    if (isAnyOf && (await standingOf(transaction, event, countingOf)) !== "gone") return event;
    looked = stem === stemOf(cursor.key) ? looked + 1 : 1;
    stem = stemOf(cursor.key);
    const isPassed: boolean = (event !== undefined && !isAnyOf) || looked >= MOST_OF_ONE;
    cursor = await cursor.continue(isPassed ? pastOne(cursor.key) : undefined);
  }
  return null;
}

/**
 * Of what was made as one so many events are looked at by themselves where nothing is known of the action, as after a database
 * was lost: then they are taken back one by one. There may be twenty thousand that were taken back before.
 */
const MOST_OF_ONE = 30;

/**
 * Where the search goes on backwards, past all that was made as one with an event. Undefined for the next key, where a
 * damaged row has something else for an id.
 */
function pastOne(id: EventId): EventId | undefined {
  const stem = stemOf(id);
  return stem.length < id.length ? stem : undefined;
}

/**
 * The ids of all that can have been made on a study day and the next: a day has begun everywhere a day later, and what is
 * made follows a clock that was ahead by no more than a day. Whatever else the log holds, few events lie between.
 */
const around = (day: StudyDay): IDBKeyRange => {
  const [from, to] = [idsFrom((day - 2) * DAY_MS), idsFrom((day + 5) * DAY_MS)];
  return IDBKeyRange.bound(from, to, false, true);
};

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

/** All that counts of the card that an id stands for, in its order. */
type CountingOf = (card: CardId) => Promise<readonly Envelope[]>;

/** Reads each card once, before anything is added. */
function memoisedCounting(transaction: Reading): CountingOf {
  const log = memoisedEvents(transaction.objectStore("events"));
  const read = new Map<CardId, Promise<readonly Envelope[]>>();
  const readOf = async (card: CardId): Promise<readonly Envelope[]> => {
    const row = await stateOf(transaction.objectStore("states"), card);
    return countedEvents(await cardEvents(log, row ?? { id: card, formerIds: [] }));
  };
  return (card) => {
    const counting = read.get(card) ?? readOf(card);
    read.set(card, counting);
    return counting;
  };
}

/** What came in through another program was no action here. */
const canBeUndone = (event: Envelope): boolean =>
  isUndoable(event) && !("surface" in event && event.surface === "import");

/**
 * Whether an event counts no longer, or stands on top of its card's history, or something was made on top of it. Outside
 * of cards, what was made later hinders nothing; nor does a star from another program, on which nothing rests.
 */
async function standingOf(
  transaction: Reading,
  event: Envelope,
  countingOf: CountingOf,
): Promise<"gone" | "onTop" | "covered"> {
  const log = transaction.objectStore("events");
  if (event.card === undefined) {
    return takenBack(await undosOf(log, [event.id])).has(event.id) ? "gone" : "onTop";
  }
  const counting = (await countingOf(event.card)).filter((one) => (isRegister(one) ? canBeUndone : isUndoable)(one));
  const place = counting.findIndex(({ id }) => id === event.id);
  return place < 0 ? "gone" : place === counting.length - 1 ? "onTop" : "covered";
}
