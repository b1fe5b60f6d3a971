/** Events that were added together, by their places in the log, so that they can be found again later. */
import * as v from "valibot";
import type { Envelope } from "../core/log/envelope.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { lastPlace } from "../store/log/log.ts";
import { readableInPieces } from "../store/log/readable-rows.ts";
import type { Database } from "../store/opening/open.ts";

/** Events of one answer. */
const AT_ONCE = 1000;

const place = v.pipe(v.number(), v.integer());
/** The places of its events in the log. An earlier version kept beside them what was mended, which is left alone now. */
export const placesSchema = v.object({ from: place, to: place });
export type Places = v.InferOutput<typeof placesSchema>;

/**
 * What came in one transaction stands in one stretch of the log, at its end. What it mended was here before and stands ahead.
 * @param log that transaction's
 * @param before the last place of the log before any of it was there
 */
export const placesSince = async (log: Parameters<typeof lastPlace>[0], before: number): Promise<Places> => ({
  from: before + 1,
  to: await lastPlace(log),
});

/** The events of these places. In pieces, for each of which a grade may wait. */
export async function eventsAt(db: Database, { from, to }: Places): Promise<Envelope[]> {
  if (from > to) return [];
  const pieces: Envelope[][] = [];
  for await (const { rows } of readableInPieces(db, { after: from - 1, before: to + 1 }, AT_ONCE))
    pieces.push(eventsIn(rows));
  return pieces.flat();
}
