import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { Database } from "./open.ts";

/** Read in some ten milliseconds, so that no grade waits for longer than that. */
const AT_ONCE = 5000;

export interface LogPiece {
  readonly events: readonly Envelope[];
  /** Places of the log that were read so far, and the last one there is. */
  readonly done: number;
  readonly total: number;
}

/**
 * The whole log in the order of arrival, in pieces, each read in a transaction of its own. What is written meanwhile comes
 * at the end. Rows that are no events are left out. The one way in which statistics read the log.
 */
export async function* logInPieces(db: Database): AsyncGenerator<LogPiece> {
  const last = await db.transaction("events").store.openKeyCursor(null, "prev");
  let total = last?.key ?? 0;
  for (let after = 0; ; ) {
    const range = IDBKeyRange.lowerBound(after, true);
    const log = db.transaction("events").store;
    const [places, rows] = await Promise.all([log.getAllKeys(range, AT_ONCE), log.getAll(range, AT_ONCE)]);
    after = places.at(-1) ?? after;
    total = Math.max(total, after);
    yield { events: eventsAmong(rows), done: after, total };
    if (places.length < AT_ONCE) return;
  }
}
