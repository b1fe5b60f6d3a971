/** Events row by row, by the places of these rows in the log. */
import type { Envelope } from "../core/log/envelope.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { readableAt, readableIn } from "../store/database/readable.ts";
import { read } from "../store/database/transaction.ts";
import { readableInPieces } from "../store/log/readable-rows.ts";
import type { LogStretch } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";

/** Events of one answer. */
const AT_ONCE = 1000;

export interface EventsInRow {
  readonly place: number;
  /** As it stands there; undefined where it cannot be read. */
  readonly row: unknown;
  readonly events: readonly Envelope[];
}

/** The events of these places row by row, in pieces, for each of which a grade may wait. */
export async function* eventsInRows(db: Database, { from, to }: LogStretch): AsyncGenerator<EventsInRow> {
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
