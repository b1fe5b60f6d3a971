import type { EventId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";

/** Firefox hands over no more than 256 MB in one answer, which some 700,000 events reach. */
const AT_ONCE = 20_000;

/** The part of a transaction that is read: the events by key. */
export interface EventStore {
  readonly getAll: (range: IDBKeyRange | undefined, count: number) => Promise<OsteonEvent[]>;
}

/** The whole log in pieces, by key. Within one transaction as long as nothing else is awaited between them. */
export async function* eventsInPieces(store: EventStore, atOnce = AT_ONCE): AsyncGenerator<OsteonEvent[]> {
  let last: EventId | undefined;
  for (;;) {
    const range = last === undefined ? undefined : IDBKeyRange.lowerBound(last, true);
    const piece = await store.getAll(range, atOnce);
    yield piece;
    last = piece.at(-1)?.id;
    if (piece.length < atOnce) return;
  }
}

/** The whole log, whatever its length. */
export async function allEvents(store: EventStore): Promise<OsteonEvent[]> {
  const pieces: OsteonEvent[][] = [];
  for await (const piece of eventsInPieces(store)) pieces.push(piece);
  return pieces.flat();
}
