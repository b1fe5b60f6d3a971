/** Events that were added together, by their places in the log, so that they can be found again later. */
import * as v from "valibot";
import type { EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { readableIn } from "../store/database/attempt.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { eventOf, lastPlace } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";

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
  const [stretch, others] = await Promise.all([
    from <= to ? readableIn(log, IDBKeyRange.bound(from, to)) : { rows: [] },
    Promise.all(elsewhere.map((id) => eventOf(log, id as EventId))),
  ]);
  const events = [...eventsIn(stretch.rows), ...others.filter((event) => event !== null)];
  // What was mended and could not stay with the others of its row came to the end of the log, which is in the stretch.
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
