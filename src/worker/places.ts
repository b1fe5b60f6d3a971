/** Events that were added together, by their places in the log, so that they can be found again later. */
import * as v from "valibot";
import type { Envelope } from "../core/log/envelope.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { readableAt, readableIn } from "../store/database/readable.ts";
import { read } from "../store/database/transaction.ts";
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

interface EventsInRow {
  readonly place: number;
  /** As it stands there; undefined where it cannot be read. */
  readonly row: unknown;
  readonly events: readonly Envelope[];
}

/** The events of these places row by row, in pieces, for each of which a grade may wait. */
export async function* eventsInRows(db: Database, { from, to }: Places): AsyncGenerator<EventsInRow> {
  if (from > to) return;
  for await (const { places, rows } of readableInPieces(db, { after: from - 1, before: to + 1 }, AT_ONCE)) {
    for (const [i, at] of places.entries()) yield { place: at, row: rows[i], events: eventsIn([rows[i]]) };
  }
}

/** Where so many rows stand between two that are asked for, they are read with them: a request takes as long. */
const BETWEEN = 4;

/**
 * The events in the rows of these places, in one transaction: no more of them than a grade may wait for. A row that cannot be
 * read is left out.
 */
export async function eventsInRowsOf(db: Database, places: readonly number[]): Promise<Envelope[]> {
  const log = read(db, ["events"]).objectStore("events");
  const isAsked = new Set(places);
  const runs: [first: number, last: number][] = [];
  for (const at of [...isAsked].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && at - run[1] <= BETWEEN) run[1] = at;
    else runs.push([at, at]);
  }
  const found = await Promise.all(
    runs.map(async ([first, last]) => {
      if (first === last) return [await readableAt(log, first)];
      const { keys, rows } = await readableIn(log, IDBKeyRange.bound(first, last));
      return rows.filter((_, i) => isAsked.has(keys[i] ?? 0));
    }),
  );
  return eventsIn(found.flat());
}
