import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { WHOLE_LOG } from "./log.ts";
import type { Database } from "./open.ts";
import { readableInPieces } from "./readable-rows.ts";

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
