/** What the log holds already of events that are to come in, and which rows of it are spoilt, so that these events replace them. */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { same } from "../../core/same.ts";
import { type EventRow, eventIn, itemsOf } from "../database/event-rows.ts";
import { readableAt } from "../database/readable.ts";
import { FEW, type ReadableLog, rowsInPieces } from "../log/log.ts";
import { maybeHere } from "../log/maybe-here.ts";
import type { RowsKnown } from "./lost-with-rows.ts";

export interface Here {
  readonly isHere: ReadonlySet<EventId>;
  /** Places of rows that have the id of an event of the file, but hold no event or cannot be read: it may take their places. */
  readonly spoilt: ReadonlyMap<EventId, number>;
  /** The log is known to hold no row at all. */
  readonly isEmpty: boolean;
}

export const NOTHING_HERE: Here = { isHere: new Set(), spoilt: new Map(), isEmpty: true };

export async function whatIsHere(
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
