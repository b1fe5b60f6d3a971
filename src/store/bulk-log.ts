import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { readableIn } from "./attempt.ts";
import { placesIn, WHOLE_LOG } from "./log.ts";
import type { Database } from "./open.ts";
import { readableInPieces } from "./readable-rows.ts";
import type { StoreName } from "./schema.ts";
import { type Reading, read } from "./transaction.ts";

/** Read in some ten milliseconds, so that no grade waits for longer than that. */
const AT_ONCE = 5000;

export interface EventsPiece {
  readonly events: readonly Envelope[];
  /** Places of the log that were read so far, and the last one there is. */
  readonly done: number;
  readonly total: number;
}

/**
 * The whole log in the order of arrival, in pieces, each read in a transaction of its own. What is written meanwhile comes
 * at the end. Rows that are no events, or cannot be read, are left out. The one way in which statistics read the log.
 */
export async function* logInPieces(db: Database): AsyncGenerator<EventsPiece> {
  const last = await db.transaction("events").store.openKeyCursor(null, "prev");
  let total = last?.key ?? 0;
  let done = 0;
  for await (const { places, rows } of readableInPieces(db, WHOLE_LOG, AT_ONCE)) {
    done = places.at(-1) ?? done;
    total = Math.max(total, done);
    yield { events: eventsAmong(rows), done, total };
  }
}

/**
 * The whole log with what belongs to it, so that they fit together, and no grade waits until all of it is read: most of the
 * log is read in pieces, and what has come since in one transaction with all else. No row of the log is ever changed.
 * @param stores those that `rest` reads
 */
export async function readWithLog<R>(
  db: Database,
  stores: readonly StoreName[],
  rest: (transaction: Reading) => Promise<R>,
): Promise<{ readonly events: readonly Envelope[]; readonly rest: R }> {
  const pieces: (readonly Envelope[])[] = [];
  let last = 0;
  for await (const { events, done } of logInPieces(db)) {
    pieces.push(events);
    last = done;
  }
  const transaction = read(db, ["events", ...stores]);
  const [news, others] = await Promise.all([
    readableIn(transaction.objectStore("events"), placesIn({ after: last, before: null })),
    rest(transaction),
  ]);
  return { events: [...pieces.flat(), ...eventsAmong(news.rows)], rest: others };
}
