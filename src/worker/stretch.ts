/** Events that were added together, by their places in the log, so that they can be found again later. */
import * as v from "valibot";
import type { EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { eventOf, lastPlace } from "../store/log/log.ts";
import { readableInPieces } from "../store/log/readable-rows.ts";
import type { Database } from "../store/opening/open.ts";

/** Events of one answer. */
const AT_ONCE = 1000;

const place = v.pipe(v.number(), v.integer());
export const placesSchema = v.strictObject({
  /** The places of its events in the log. */
  from: place,
  to: place,
  /** Those that took the places of rows that could not be read. */
  elsewhere: v.array(v.string()),
});
export type Places = v.InferOutput<typeof placesSchema>;

/**
 * What was added in one transaction stands in one stretch of the log, at its end.
 * @param log that transaction's
 * @param before the last place of the log before any of it was added
 * @param mended those of the events that took the places of spoilt rows
 */
export async function placesSince(
  log: Parameters<typeof lastPlace>[0],
  before: number,
  mended: readonly Envelope[],
): Promise<Places> {
  return { from: before + 1, to: await lastPlace(log), elsewhere: mended.map(({ id }) => id) };
}

/** The events of these places. */
export async function eventsAt(db: Database, { from, to, elsewhere }: Places): Promise<Envelope[]> {
  const log = db.transaction("events").store;
  const found = await Promise.all(elsewhere.map((id) => eventOf(log, id as EventId)));
  const stretch = from <= to ? await eventsBetween(db, from, to) : [];
  const events = [...stretch, ...found.filter((event) => event !== null)];
  // What was mended and could not stay with the others of its row came to the end of the log, which is in the stretch.
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** In pieces, for each of which a grade may wait. */
async function eventsBetween(db: Database, from: number, to: number): Promise<Envelope[]> {
  const pieces: Envelope[][] = [];
  for await (const { rows } of readableInPieces(db, { after: from - 1, before: to + 1 }, AT_ONCE))
    pieces.push(eventsIn(rows));
  return pieces.flat();
}
