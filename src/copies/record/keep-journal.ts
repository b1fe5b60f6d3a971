import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { onCommitted } from "../../store/database/committed.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";

/** How a file is written is loaded with the first one: no question needs it. */
const later = (): Promise<typeof import("../place/journal.ts")> => import("../place/journal.ts");

export interface Journal {
  /** Resolves when everything so far was written, or was given up. */
  readonly idle: () => Promise<void>;
}

/**
 * Writes what is committed through this connection into a place, behind the back of whoever commits.
 * @param findPlace answers null where the browser has no place for copies: then nothing is written
 */
export function keepJournal(db: Database, findPlace: () => Promise<Place | null>): Journal {
  let waiting: readonly Envelope[] = [];
  let working = Promise.resolve();

  /** One file after the other; what came while one was written goes into one file with the next. */
  const writeWaiting = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      const place = await findPlace();
      if (place) await (await later()).addToJournal(place, await readDevice(db.transaction("local").store), batch);
    } catch (error) {
      // A full disk, say. The events are in the database; the next comparison finds that the place lacks them.
      console.error("the journal of the second record was not written:", error);
    }
  };

  onCommitted(db, ({ events, from }) => {
    if (from === "copy") return;
    waiting = waiting.concat(events);
    working = working.then(writeWaiting);
  });
  return { idle: () => working };
}
