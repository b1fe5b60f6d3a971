/**
 * What a row of the log holds: an event, or several of one card that came in together. A browser takes as long to add a row
 * of ten events as one of a single event, so that a large file comes in several times as fast.
 */
import { grouped } from "../../core/grouped.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { decodeEvent, eventsAmong } from "../../core/log/decode.ts";
import type { CardEnvelope, Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";

/** The indexes of the log hold a batch under each of its ids, under its card, and under what its undos name. */
export interface EventBatch {
  /** An id without its event is one whose event could not be read when others of the batch were mended. */
  readonly id: readonly EventId[];
  readonly card: CardId;
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
function batchIn(row: unknown): { readonly ids: readonly unknown[]; readonly events: readonly Envelope[] } | null {
  if (typeof row !== "object" || row === null) return null;
  const { id, events }: { readonly id?: unknown; readonly events?: unknown } = row;
  return Array.isArray(id) ? { ids: id, events: Array.isArray(events) ? eventsAmong(events) : [] } : null;
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
  const events = new Map<unknown, Envelope>(batch.events.map((event) => [event.id, event]));
  return batch.ids.map((id) => ({ id, event: events.get(id) ?? null }));
}

const eventOf = (value: unknown): Envelope | null => {
  const decoded = decodeEvent(value);
  return "event" in decoded ? decoded.event : null;
};

const idOf = (row: unknown): unknown => (typeof row === "object" && row !== null && "id" in row ? row.id : null);

/** The events of some rows, in their order; what is none is left out. */
export const eventsIn = (rows: readonly unknown[]): Envelope[] =>
  rows.flatMap((row) => batchIn(row)?.events ?? eventsAmong([row]));

/** The event of this id in a row that an index has under it; null where it is none. */
export function eventIn(row: unknown, id: EventId): Envelope | null {
  const batch = batchIn(row);
  return batch ? (batch.events.find((event) => event.id === id) ?? null) : eventOf(row);
}

/** The same events, those of one card beside each other, so that they can stand in batches. */
export function cardByCard(events: readonly Envelope[]): Envelope[] {
  const groups = grouped(events, ({ card }) => card ?? null);
  return [...groups.values()].flat();
}

/** The rows to add for some events, in their order. */
export function rowsFor(events: readonly Envelope[]): EventRow[] {
  const rows: EventRow[] = [];
  let batch: CardEnvelope[] = [];
  const end = (): void => {
    rows.push(...(batch.length > 1 ? [batchOf(batch)] : batch));
    batch = [];
  };
  for (const event of events) {
    if (batch.length === MOST_IN_BATCH || (batch[0] && batch[0].card !== event.card)) end();
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

const batchOf = (events: readonly CardEnvelope[], ids = events.map(({ id }) => id)): EventBatch => {
  // By the field and not by the kind: a later version may know undos of which this one can make nothing.
  const undoes = events.flatMap((event) => ("undoes" in event ? [event.undoes as EventId] : []));
  const card = events[0]?.card as CardId;
  return { id: ids, card, ...(undoes.length > 0 && { undoes }), events };
};

/**
 * What stands in the place of a row in which events were spoilt, and what must be added besides.
 * @param row as it can be read; undefined where it cannot
 * @param mended the events that were spoilt there
 */
export function mendedRow(
  row: unknown,
  mended: readonly Envelope[],
): { readonly row: EventRow; readonly others: readonly Envelope[] } {
  const ids = new Set<unknown>(mended.map(({ id }) => id));
  const items = batchIn(row) ? itemsOf(row).filter(({ id }) => !ids.has(id)) : [];
  const events = [...items.flatMap(({ event }) => (event ? [event] : [])), ...mended];
  const [first] = events;
  if (!first) throw new RangeError("nothing was mended");
  const card = first.card;
  const isBeside = (event: Envelope): event is CardEnvelope => isForBatch(event) && event.card === card;
  const beside = events.filter(isBeside);
  const lost = items.flatMap(({ id, event }) => (event === null && typeof id === "string" ? [id as EventId] : []));
  if (beside.length === 0 || (beside.length === 1 && lost.length === 0)) return { row: first, others: events.slice(1) };
  const others = events.filter((event) => !isBeside(event));
  return { row: batchOf(beside, [...beside.map(({ id }) => id), ...lost]), others };
}
