import { grouped } from "../../core/grouped.ts";
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../../core/progress.ts";
import { same } from "../../core/same.ts";
import { slicesOf } from "../../core/slices.ts";
import type { Commit } from "../database/committed.ts";
import {
  type EventRow,
  eventIn,
  eventsIn,
  isUnderOtherCard,
  itemsOf,
  MOST_IN_BATCH,
  mendedRow,
} from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import type { StoreName } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addLeftDecks } from "../decks/install-deck.ts";
import {
  addMany,
  type EventsOf,
  FEW,
  lastPlace,
  memoisedEvents,
  mustBeReadable,
  type NamedEvents,
  type ReadableLog,
  rowsInPieces,
} from "../log/log.ts";
import { maybeHere } from "../log/maybe-here.ts";
import { refoldRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { rowsReplaced, SEGMENT_STORES } from "../segments/segments.ts";
import { bringAlong, CARD_STORES, type OnLogs } from "../states/refold.ts";
import { type KnownRows, knowingRows, type RowsKnown, rowsKnownIn } from "./lost-with-rows.ts";

export interface MergeOptions {
  readonly from?: Commit["from"];
  /** Told now and then during a long write: how many of the new events are written, though not yet for good. */
  readonly onWritten?: OnProgress;
  /** The events are known to be as they were written, so a row of the same id that says otherwise is spoilt. */
  readonly sealed?: boolean;
  /** The log is known to hold nothing, by who has looked within the same write. */
  readonly isEmpty?: boolean;
  /** What undos among the events name, as far as it was read before. */
  readonly named?: NamedEvents;
  /** See `bringAlong`; not told where the log was empty. */
  readonly onLogs?: OnLogs;
}

/** A million requests at once would take more memory than the events themselves. */
const AT_ONCE = 5_000;

/** What came in, in the order in which it did. */
export interface Merged {
  /** The events that were not here yet. */
  readonly added: readonly Envelope[];
  /** Those of them that were here before, and took the places of spoilt rows. */
  readonly mended: readonly Envelope[];
  /** Where there are such: the last place of the log before the others came, which stand behind it in one stretch. */
  readonly mendedTo: number | null;
}

/**
 * Adds the events that are not here yet, or whose rows are spoilt, and brings along what follows from them: a union of
 * two logs, in one transaction. Doing it twice changes nothing.
 * @throws what aborted the transaction; nothing was written
 */
export async function merge(
  db: Database,
  events: readonly Envelope[],
  scheduler: Scheduler,
  options: MergeOptions = {},
): Promise<Merged> {
  return knowingRows(db, (known) =>
    write(
      db,
      MERGE_STORES,
      (transaction, written) => mergeIn(transaction, written, events, scheduler, known, options),
      options.from,
    ),
  );
}

/** What a transaction must hold for events to be merged in it. */
export const MERGE_STORES = [
  ...CARD_STORES,
  "contents",
  "decks",
  "registers",
  ...SEGMENT_STORES,
] as const satisfies readonly StoreName[];

/**
 * The same within a larger write.
 * @param written see `write`
 * @param known of the rows in whose places some of the events go, see `knowingRows`
 */
export async function mergeIn(
  transaction: Writing,
  written: Envelope[],
  events: readonly Envelope[],
  scheduler: Scheduler,
  known: KnownRows,
  { onWritten, sealed = false, isEmpty: knownEmpty = false, named, onLogs }: Omit<MergeOptions, "from"> = {},
): Promise<Merged> {
  const log = transaction.objectStore("events");
  const { held, mustKnow, idsOf } = await rowsKnownIn(transaction, known);
  const isHeld = new Set(held.map(({ id }) => id));
  // What a segment holds is as it was written, and comes first.
  const coming = held.length > 0 ? [...held, ...events.filter(({ id }) => !isHeld.has(id))] : events;
  const isSealed = (id: EventId): boolean => sealed || isHeld.has(id);
  const { isHere, spoilt, isEmpty } = knownEmpty ? NOTHING_HERE : await whatIsHere(log, coming, isSealed, idsOf);
  if (spoilt.size > 0) await mustKnow(new Set(spoilt.values()));
  const ids = new Set<EventId>();
  const added = coming.filter(({ id }) => !isHere.has(id) && !ids.has(id) && ids.add(id));
  const isMended = (id: EventId): boolean => spoilt.has(id) || isHeld.has(id);
  const isNew = added.filter(({ id }) => !isMended(id));
  const mended = added.filter(({ id }) => isMended(id));
  const adding = (): Promise<number | null> => addInPieces(transaction, { isNew, mended, spoilt, idsOf, onWritten });
  // Into an empty log: what each card's events are is known, and to read them back takes longer than all else. So nothing
  // waits until they are there, and the browser, which is slower, always has something to do.
  const logOf = isEmpty ? inMemory(added) : undefined;
  const bring = () =>
    bringAlong(transaction, { added: isNew, mended, logOf, onLogs: isEmpty ? undefined : onLogs }, scheduler);
  const [mendedTo, brought] = await Promise.all([adding(), logOf && bring()]);
  await refoldRegisters(transaction, added, named);
  const unknown = brought ?? (await bring());
  await addLeftDecks(transaction, unknown, logOf ?? memoisedEvents(log), scheduler);
  // Not push(...added): a restored backup may hold more events than a call takes arguments.
  for (const event of added) written.push(event);
  return { added, mended, mendedTo };
}

interface Adding extends Pick<Here, "spoilt">, Pick<Merged, "mended"> {
  readonly isNew: readonly Envelope[];
  readonly idsOf: RowsKnown["idsOf"];
  readonly onWritten: MergeOptions["onWritten"] | undefined;
}

/**
 * What is mended comes first: what cannot stay with the others of its row goes to the end of the log, and would else stand
 * among what is new.
 * @returns the last place before what is new, where something was mended
 */
async function addInPieces(
  transaction: Writing,
  { isNew, mended, spoilt, idsOf, onWritten }: Adding,
): Promise<number | null> {
  const log = transaction.objectStore("events");
  let done = 0;
  const tell = ({ length }: readonly Envelope[]): void => {
    done += length;
    onWritten?.({ done, total: isNew.length + mended.length });
  };
  const inRows = mended.filter(({ id }) => spoilt.has(id));
  // Each row is written once, with all that came of it: a row that was cut in two would have to be read before its other part.
  for (const rows of slicesOf([...grouped(inRows, ({ id }) => spoilt.get(id) ?? 0)], AT_ONCE / MOST_IN_BATCH)) {
    const some = rows.flatMap(([, events]) => events);
    mustBeReadable(some);
    await replaceSpoilt(transaction, new Map(rows), idsOf);
    tell(some);
  }
  // Of what a segment holds the row may be gone altogether.
  const beside = mended.filter(({ id }) => !spoilt.has(id));
  for (const some of slicesOf(beside, AT_ONCE)) {
    await addMany(log, some);
    tell(some);
  }
  const mendedTo = mended.length > 0 ? await lastPlace(log) : null;
  for (const some of slicesOf(isNew, AT_ONCE)) {
    await addMany(log, some);
    tell(some);
  }
  // What follows from the events takes a while, and how long nobody knows: no bar stands at its end meanwhile.
  onWritten?.(UNKNOWN_PROGRESS);
  return mendedTo;
}

/** The events of each card, where these are the whole log. */
export function inMemory(added: readonly Envelope[]): EventsOf {
  const byCard = grouped(added.filter(concernsCard), ({ card }) => card);
  return async (id) => byCard.get(id) ?? [];
}

interface Here {
  readonly isHere: ReadonlySet<EventId>;
  /** Places of rows that have the id of an event of the file, but hold no event or cannot be read: it may take their places. */
  readonly spoilt: ReadonlyMap<EventId, number>;
  /** The log is known to hold no row at all. */
  readonly isEmpty: boolean;
}

const NOTHING_HERE: Here = { isHere: new Set(), spoilt: new Map(), isEmpty: true };

async function whatIsHere(
  log: ReadableLog,
  events: readonly Envelope[],
  isSealed: (id: EventId) => boolean,
  idsOf: RowsKnown["idsOf"],
): Promise<Here> {
  const isHere = new Set<EventId>();
  const spoilt = new Map<EventId, number>();
  const asked = new Map(events.map((event) => [event.id, event]));
  const note = (id: EventId, place: number, event: Envelope | null): void => {
    if (event && !(isSealed(id) && !same(event, asked.get(id)))) isHere.add(id);
    else spoilt.set(id, place);
  };
  if (events.length <= FEW) {
    const byId = log.index("id");
    const maybe = await maybeHere(
      byId,
      events.map(({ id }) => id),
    );
    const rows = new Map<number, Promise<EventRow | undefined>>();
    await Promise.all(
      [...maybe].map(async (id) => {
        // Mostly it is not here, and one question is enough.
        const place = await byId.getKey(id);
        if (place === undefined) return;
        // Other events may stand in the same row.
        const row = rows.get(place) ?? readableAt(log, place);
        rows.set(place, row);
        note(id, place, eventIn(await row, id));
      }),
    );
    return { isHere, spoilt, isEmpty: false };
  }
  let isEmpty = true;
  const unreadable = new Set<number>();
  for await (const { places, rows } of rowsInPieces(log)) {
    if (places.length > 0) isEmpty = false;
    for (const [i, row] of rows.entries()) {
      if (row === undefined) unreadable.add(places[i] ?? 0);
      else
        for (const { id, event } of itemsOf(row)) {
          if (typeof id === "string" && asked.has(id as EventId)) note(id as EventId, places[i] ?? 0, event);
        }
    }
  }
  for (const [place, ids] of await idsOf(unreadable)) {
    for (const id of ids) if (asked.has(id)) spoilt.set(id, place);
  }
  return { isHere, spoilt, isEmpty };
}

/**
 * Puts rows of the log that stand under another card than their events under the right one, from these events, and brings
 * along what follows from them.
 * @param places of such rows
 * @returns how many events were put right
 */
export const underTheirCards = (db: Database, places: readonly number[], scheduler: Scheduler): Promise<number> =>
  knowingRows(db, (known) =>
    write(
      db,
      MERGE_STORES,
      async (transaction, written) => {
        const { mustKnow, idsOf, held } = await rowsKnownIn(transaction, known);
        await mustKnow(new Set((await rowsUnderOtherCards(transaction, places)).keys()));
        // What their segments alone hold comes back with them, and may stand in one of these rows.
        const back = held.length > 0 ? (await mergeIn(transaction, written, [], scheduler, known)).added.length : 0;
        const found = await rowsUnderOtherCards(transaction, places);
        await replaceSpoilt(transaction, found, idsOf);
        const mended = [...found.values()].flat();
        await refoldRegisters(transaction, mended);
        await bringAlong(transaction, { added: [], mended }, scheduler);
        for (const event of mended) written.push(event);
        return back + mended.length;
      },
      "copy",
    ),
  );

/** Of some places: the events of those whose rows stand under another card. Somebody else may have put them right. */
async function rowsUnderOtherCards(
  transaction: Writing,
  places: readonly number[],
): Promise<ReadonlyMap<number, readonly Envelope[]>> {
  const log = transaction.objectStore("events");
  const found = new Map<number, readonly Envelope[]>();
  for (const place of places) {
    const row = await readableAt(log, place);
    if (isUnderOtherCard(row, itemsOf(row))) found.set(place, eventsIn([row]));
  }
  return found;
}

/** Segments that were packed with a spoilt row in them are packed anew. @param mended the events by the places of their rows */
async function replaceSpoilt(
  transaction: Writing,
  mended: ReadonlyMap<number, readonly Envelope[]>,
  idsOf: RowsKnown["idsOf"],
): Promise<void> {
  const log = transaction.objectStore("events");
  const rows = new Map<number, unknown>();
  for (const place of mended.keys()) rows.set(place, await readableAt(log, place));
  // What is written in the place of one that cannot be read would take the ids of its other events out of the index, and
  // nothing would tell any more that they were there.
  const ids = await idsOf(new Set([...rows].flatMap(([place, row]) => (row === undefined ? [place] : []))));
  for (const [place, events] of mended) {
    const { row, others } = mendedRow(rows.get(place), events, ids.get(place));
    if (rows.get(place) === undefined) tellLost(place, row);
    await log.put(row, place);
    await addMany(log, others);
  }
  if (mended.size > 0) await rowsReplaced(transaction, mended.keys());
}

/** The row keeps the ids of what nothing is known of but those: the check tells of them, and another copy may bring them yet. */
function tellLost(place: number, row: EventRow): void {
  const lost = itemsOf(row).filter(({ event }) => event === null).length;
  if (lost > 0)
    console.error(`the row ${place} of the log cannot be read, and nothing here holds ${lost} of its events`);
}
