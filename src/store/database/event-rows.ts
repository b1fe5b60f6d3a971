/**
 * What a row of the log holds: an event, or several of one card that came in together. A browser takes as long to add a row
 * of ten events as one of a single event, so that a large file comes in several times as fast.
 */
import { grouped } from "../../core/grouped.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { isSameUnderDamagedId } from "../../core/log/damaged-ids.ts";
import { decodeEvent, eventsAmong } from "../../core/log/decode.ts";
import type { CardEnvelope, Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";

/** The indexes of the log hold a batch under each of its ids, under its card, and under what its undos name. */
export interface EventBatch {
  /** An id without its event is one whose event could not be read when others of the batch were mended. */
  readonly id: readonly EventId[];
  /** Absent where no event of it can be read. */
  readonly card?: CardId;
  /** What its undos name; absent where there are none. */
  readonly undoes?: readonly EventId[];
  readonly events: readonly Envelope[];
}

export type EventRow = Envelope | EventBatch;

/** So that a row is read in no more time than a grade can wait for. */
export const MOST_IN_BATCH = 20;

/**
 * What a row says as a batch; null for one event, or nothing. What may stand in a damaged database is looked at before it is
 * used: the index finds a row by a list of ids whatever else it holds.
 */
function batchIn(row: unknown): { readonly ids: readonly unknown[]; readonly values: readonly unknown[] } | null {
  if (typeof row !== "object" || row === null) return null;
  const { id, events }: { readonly id?: unknown; readonly events?: unknown } = row;
  return Array.isArray(id) ? { ids: [...new Set<unknown>(id)], values: Array.isArray(events) ? events : [] } : null;
}

/** Each event once: one that stands twice in a damaged row was made once. */
function byId(values: readonly unknown[]): ReadonlyMap<unknown, Envelope> {
  const found = new Map<unknown, Envelope>();
  for (const event of eventsAmong(values)) if (!found.has(event.id)) found.set(event.id, event);
  return found;
}

/** What a row says an event is, event or not. */
export interface RowItem {
  readonly id: unknown;
  /** Null where it is none, or cannot be read. */
  readonly event: Envelope | null;
}

/** All that a row holds, each under the id that the index has it under. @param row undefined for one that cannot be read */
export function itemsOf(row: unknown): RowItem[] {
  const batch = batchIn(row);
  if (!batch) return [{ id: idOf(row), event: eventOf(row) }];
  const events = byId(batch.values);
  const listed = batch.ids.map((id) => ({ id, event: events.get(id) ?? null }));
  // What is whole counts, also where the list of ids is damaged.
  const ids = new Set(batch.ids);
  const others = [...events.values()].filter(({ id }) => !ids.has(id)).map((event) => ({ id: event.id, event }));
  const items = [...listed, ...others];
  return items.length > 0 ? items : [{ id: null, event: null }];
}

/** Whether all that a row holds can be read. @param row undefined for one that cannot be */
export const isWholeRow = (row: unknown): boolean => itemsOf(row).every(({ event }) => event !== null);

/**
 * Whether something in a row concerns another card than the row says, and so is not found by who asks for that card.
 * @param items what the row holds
 */
export const isUnderOtherCard = (row: unknown, items: readonly RowItem[]): boolean =>
  items.some(({ event }) => event !== null && event.card !== cardOf(row));

/** Under which other ids the index has a row that it has under one of them; none where it holds one event. */
export const eventIdsIn = (row: unknown): EventId[] =>
  (batchIn(row)?.ids ?? []).filter((id): id is EventId => typeof id === "string");

/** About how many events a row holds, without a look at them; what cannot be read is one. */
export const sizeOf = (row: unknown): number => Math.max(1, batchIn(row)?.ids.length ?? 1);

const eventOf = (value: unknown): Envelope | null => {
  const decoded = decodeEvent(value);
  return "event" in decoded ? decoded.event : null;
};

const idOf = (row: unknown): unknown => (typeof row === "object" && row !== null && "id" in row ? row.id : null);

const cardOf = (row: unknown): unknown =>
  typeof row === "object" && row !== null && "card" in row ? row.card : undefined;

/** The events of some rows, in their order; what is none is left out. */
export const eventsIn = (rows: readonly unknown[]): Envelope[] => rows.flatMap(eventsOf);

function eventsOf(row: unknown): Envelope[] {
  const batch = batchIn(row);
  return batch ? [...byId(batch.values).values()] : eventsAmong([row]);
}

/** The event of this id in a row that an index has under it; null where it is none. */
export function eventIn(row: unknown, id: EventId): Envelope | null {
  const batch = batchIn(row);
  if (!batch) return eventOf(row);
  // The others need not be judged: whoever looks for each event of a row by itself would judge each of them as often.
  const named = batch.values.filter((value) => idOf(value) === id);
  return eventsAmong(named)[0] ?? null;
}

/** The events put so that those of one card are beside each other, and can stand in batches. */
export function cardByCard(events: readonly Envelope[]): Envelope[] {
  const groups = grouped(events, ({ card }) => card ?? null);
  return [...groups.values()].flat();
}

/** The rows to add for some events, in their order. */
export function rowsFor(events: readonly Envelope[]): EventRow[] {
  const rows: EventRow[] = [];
  let batch: CardEnvelope[] = [];
  const end = (): void => {
    rows.push(...(batch.length > 1 ? [batchOf(batch[0]?.card, batch)] : batch));
    batch = [];
  };
  for (const event of events) {
    // The index would have a row once under an id that stands in it twice, and the second event would be lost without a word.
    const isTaken = batch.some(({ id }) => id === event.id);
    if (isTaken || batch.length === MOST_IN_BATCH || (batch[0] && batch[0].card !== event.card)) end();
    if (isForBatch(event)) batch.push(event);
    else {
      end();
      rows.push(event);
    }
  }
  end();
  return rows;
}

/** What has a key is found by it, as a row of its own. */
const isForBatch = (event: Envelope): event is CardEnvelope => concernsCard(event) && !("key" in event);

/** @param lost ids of which no event can be read, and what is in their place */
function batchOf(
  card: CardId | undefined,
  events: readonly CardEnvelope[],
  lost: { readonly ids: readonly EventId[]; readonly values: readonly unknown[] } = { ids: [], values: [] },
): EventBatch {
  const all: unknown[] = [...events, ...lost.values];
  // By the field and not by the kind: a later version may know undos of which this one can make nothing.
  const undoes = all.flatMap((value) =>
    typeof value === "object" && value !== null && "undoes" in value ? [value.undoes as EventId] : [],
  );
  return {
    id: [...events.map(({ id }) => id), ...lost.ids],
    ...(card !== undefined && { card }),
    ...(undoes.length > 0 && { undoes }),
    events: all as Envelope[],
  };
}

/**
 * What stands in the place of a row in which events were spoilt, and what must be added besides. What is still spoilt in it
 * stays there: another copy may hold it, or a later version make sense of it.
 * @param row as it can be read; undefined where it cannot
 * @param mended the events that were spoilt there
 * @param ids of a row that cannot be read: what the index has it under
 */
export function mendedRow(
  row: unknown,
  mended: readonly Envelope[],
  ids: readonly EventId[] = [],
): { readonly row: EventRow; readonly others: readonly Envelope[] } {
  const isMended = new Set<unknown>(mended.map(({ id }) => id));
  const batch = batchIn(row);
  const all = batch ? itemsOf(row) : row === undefined ? ids.map((id) => ({ id, event: null })) : [];
  const listed = new Set(batch?.ids);
  // Under a damaged id an event looks like another one, of which the list knows nothing: it would stand there twice.
  const isMendedUnder = ({ id, event }: RowItem): boolean =>
    event !== null && !listed.has(id) && mended.some((one) => listed.has(one.id) && isSameUnderDamagedId(event, one));
  const items = all.filter((item) => !isMended.has(item.id) && !isMendedUnder(item));
  const events = [...items.flatMap(({ event }) => (event ? [event] : [])), ...mended];
  const [first] = events;
  if (!first) throw new RangeError("nothing was mended");
  const card = first.card;
  const isBeside = (event: Envelope): event is CardEnvelope => isForBatch(event) && event.card === card;
  const beside = events.filter(isBeside);
  const lost = {
    ids: items.flatMap(({ id, event }) => (event === null && typeof id === "string" ? [id as EventId] : [])),
    values: (batch?.values ?? []).filter((value) => !isMended.has(idOf(value)) && eventOf(value) === null),
  };
  const isOne = beside.length < 2 && lost.ids.length + lost.values.length === 0;
  if (isOne) return { row: first, others: events.slice(1) };
  return { row: batchOf(card, beside, lost), others: events.filter((event) => !isBeside(event)) };
}
