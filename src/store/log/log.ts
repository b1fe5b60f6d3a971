/** Reading and writing the log. */
import type { IDBPObjectStore } from "idb";
import type { CardEntry } from "../../core/card.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { decodeEvent } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind, isRegister } from "../../core/log/event.ts";
import type { RegisterEvent, UndoEvent } from "../../core/log/kinds.ts";
import { eventIn, eventsIn, rowsFor, sizeOf } from "../database/event-rows.ts";
import { allReadableUnder, readableIn, readableUnder, readableUnderEach } from "../database/readable.ts";
import type { OsteonDB, StoreName } from "../database/schema.ts";
import { writeMany } from "../database/write-many.ts";
import { maybeHere } from "./maybe-here.ts";

type LogStore<Mode extends IDBTransactionMode> = IDBPObjectStore<OsteonDB, StoreName[], "events", Mode>;
/** The log in a transaction of either kind. */
export type ReadableLog = Pick<LogStore<"readonly">, "get" | "getAll" | "getAllKeys"> & {
  readonly index: LogStore<"readonly" | "readwrite">["index"];
};

/** Firefox hands over no more than 256 MB in one answer, which some 700,000 events reach. */
const AT_ONCE = 10_000;

/** An event that would not be read back must not be written: it would be lost without a word. */
class UnreadableEventError extends Error {
  constructor(problem: string) {
    super(`the event would not be read back: ${problem}`);
    this.name = "UnreadableEventError";
  }
}

/** @throws UnreadableEventError for what is no event */
export function mustBeReadable(events: readonly Envelope[]): void {
  for (const event of events) {
    const decoded = decodeEvent(event);
    if ("problem" in decoded) throw new UnreadableEventError(decoded.problem);
  }
}

/**
 * Adds events at the end of the log.
 * @throws UnreadableEventError for what is no event; ConstraintError for an id that is taken
 */
export async function addEvents(log: LogStore<"readwrite">, events: readonly Envelope[]): Promise<void> {
  mustBeReadable(events);
  // add, not put: an id that is taken must fail rather than replace a review.
  await writeMany(log, "add", events);
}

/** The same of many: events of one card that stand beside each other become one row. */
export async function addMany(log: LogStore<"readwrite">, events: readonly Envelope[]): Promise<void> {
  mustBeReadable(events);
  await writeMany(log, "add", rowsFor(events));
}

/** Places in the log from one to another: `after` and `before` stand outside. */
export interface Gap {
  readonly after: number;
  /** Null: to the end. */
  readonly before: number | null;
}

export const placesIn = ({ after, before }: Gap): IDBKeyRange =>
  before === null ? IDBKeyRange.lowerBound(after, true) : IDBKeyRange.bound(after, before, true, true);

/** The first place of a log is 1. */
const WHOLE_LOG: Gap = { after: 0, before: null };

/**
 * The rows of the log in the order of arrival, in pieces, with their places; undefined for one that cannot be read. Within
 * one transaction as long as nothing else is awaited between them.
 */
export async function* rowsInPieces(
  log: Pick<ReadableLog, "get" | "getAll" | "getAllKeys">,
  { atOnce = AT_ONCE, gap = WHOLE_LOG }: { readonly atOnce?: number; readonly gap?: Gap } = {},
): AsyncGenerator<{ readonly places: readonly number[]; readonly rows: readonly unknown[] }> {
  for (let { after } = gap; ; ) {
    const range = placesIn({ after, before: gap.before });
    const { keys: places, rows } = await readableIn(log, range, atOnce);
    yield { places, rows };
    after = places.at(-1) ?? after;
    // Nothing may lie between two places that follow each other, and no range can say so.
    if (places.length < atOnce || (gap.before !== null && after >= gap.before - 1)) return;
  }
}

/** The whole log, in the order of arrival. Rows that are no events are left out; the weekly check finds them. */
export async function allEvents(log: Pick<ReadableLog, "get" | "getAll" | "getAllKeys">): Promise<Envelope[]> {
  const pieces: Envelope[][] = [];
  for await (const { rows } of rowsInPieces(log)) pieces.push(eventsIn(rows));
  return pieces.flat();
}

/** The place of the row that came last; 0 for an empty log. */
export const lastPlace = async (log: Pick<LogStore<"readonly" | "readwrite">, "openKeyCursor">): Promise<number> =>
  (await log.openKeyCursor(null, "prev"))?.key ?? 0;

/** The event of an id; null where there is none, or it cannot be read. */
export async function eventOf(log: Pick<ReadableLog, "index">, id: EventId): Promise<Envelope | null> {
  const [row] = await readableUnder(log.index("id"), id);
  return row === undefined ? null : eventIn(row, id);
}

/** The events under one id of a card. Rows that are no events, or cannot be read, count for nothing. */
export type EventsOf = (id: CardId) => Promise<readonly Envelope[]>;

/**
 * Reads the events of each id once, as they are at that time.
 * @param onLost told where some of an id cannot be read
 */
export function memoisedEvents(log: Pick<ReadableLog, "index">, onLost?: () => void): EventsOf {
  const byCard = log.index("card");
  const read = new Map<CardId, Promise<readonly Envelope[]>>();
  const readOf = async (id: CardId): Promise<readonly Envelope[]> => {
    const all = await allReadableUnder(byCard, id);
    const rows = all ?? (await readableUnder(byCard, id));
    const events = eventsIn(rows);
    if (onLost && (!all || isAnyLost(rows, events))) onLost();
    // A damaged row may hold what concerns another card than it says.
    return events.filter(({ card }) => card === id);
  };
  return (id) => {
    const events = read.get(id) ?? readOf(id);
    read.set(id, events);
    return events;
  };
}

/** @param events all that is among the rows */
export const isAnyLost = (rows: readonly unknown[], events: readonly Envelope[]): boolean =>
  events.length < rows.reduce((sum: number, row) => sum + sizeOf(row), 0);

/** A card's events, also those of the ids it had before. */
export async function cardEvents(
  eventsOf: EventsOf,
  { id, formerIds }: Pick<CardEntry, "id" | "formerIds">,
): Promise<Envelope[]> {
  return (await Promise.all([id, ...formerIds].map(eventsOf))).flat();
}

/**
 * The undos of some events, those of the undos, and so on: as many of them as tell what is taken back.
 * @param given some that the log holds. What they name is gone while nothing takes them back, so it is not asked for what
 * else does
 */
export async function undosOf(
  log: Pick<ReadableLog, "index">,
  ids: readonly EventId[],
  given: readonly UndoEvent[] = [],
): Promise<UndoEvent[]> {
  const stand = given.length > 0 && (await allUndosOf(log, given.map(idOf))).length === 0;
  const named = new Set(stand ? given.map(({ undoes }) => undoes) : []);
  const others = await allUndosOf(
    log,
    ids.filter((id) => !named.has(id)),
  );
  return stand ? [...new Map([...given, ...others].map((undo) => [undo.id, undo])).values()] : others;
}

const idOf = ({ id }: Envelope): EventId => id;

async function allUndosOf(log: Pick<ReadableLog, "index">, ids: readonly EventId[]): Promise<UndoEvent[]> {
  const byUndone = log.index("undoes");
  const found = new Map<EventId, UndoEvent>();
  for (let asked = ids; asked.length > 0; ) {
    const rows = await readableUnderEach(byUndone, [...(await maybeHere(byUndone, asked))]);
    const isAsked = new Set(asked);
    // Each once: a file can hold undos that name each other.
    const undos = eventsIn(rows)
      .filter((event) => isOfKind(event, "undo"))
      .filter(({ id, undoes }) => isAsked.has(undoes) && !found.has(id));
    for (const undo of undos) found.set(undo.id, undo);
    asked = undos.map(idOf);
  }
  return [...found.values()];
}

/** So many are looked up one by one; for more, reading the whole log is faster. */
export const FEW = 5_000;

/** Events as the log holds them, where they were read before. */
export type NamedEvents = ReadonlyMap<EventId, Envelope>;

/**
 * The events of registers that some undos take back in the end: where they name undos, what those name.
 * @param known need not be asked for
 */
export async function registersUndoneBy(
  log: ReadableLog,
  undos: readonly UndoEvent[],
  known: NamedEvents = new Map(),
): Promise<RegisterEvent[]> {
  const unknown = new Set(undos.flatMap(({ undoes }) => (known.has(undoes) ? [] : [undoes])));
  const byId = unknown.size > FEW ? await undosAndRegisters(log) : null;
  const found = new Map<EventId, Envelope>();
  for (let asked = [...new Set(undos.map(({ undoes }) => undoes))]; asked.length > 0; ) {
    const all = await Promise.all(
      asked.map((id) => known.get(id) ?? (byId ? (byId.get(id) ?? null) : eventOf(log, id))),
    );
    const events = all.flatMap((event) => (event && !found.has(event.id) ? [event] : []));
    for (const event of events) found.set(event.id, event);
    asked = [...new Set(events.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : [])))];
  }
  return [...found.values()].filter(isRegister);
}

async function undosAndRegisters(log: ReadableLog): Promise<ReadonlyMap<EventId, Envelope>> {
  const byId = new Map<EventId, Envelope>();
  for await (const { rows } of rowsInPieces(log)) {
    for (const event of eventsIn(rows)) if (isRegister(event) || isOfKind(event, "undo")) byId.set(event.id, event);
  }
  return byId;
}
