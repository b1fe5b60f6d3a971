/**
 * The journal of a copy: what came since the last segment, one small file for each commit, never changed afterwards. One
 * file that is appended to would take as long, need a lock between pages for every grade, and lose its whole content when
 * it is torn.
 */
import type { DeviceId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { Place } from "../core/log/place.ts";
import { onCommitted } from "../store/committed.ts";
import { readDevice } from "../store/local.ts";
import type { Database } from "../store/open.ts";
import { packEvents } from "../store/pack.ts";
import { SEGMENT_EVENTS } from "../store/segments.ts";
import { journalName } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";

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
      if (place) await addToJournal(place, await readDevice(db.transaction("local").store), batch);
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

/** @returns the names of the files that hold the events now: more than one where there are very many */
export async function addToJournal(
  place: Place,
  device: DeviceId,
  events: readonly Envelope[],
  { verified = false }: { readonly verified?: boolean } = {},
): Promise<string[]> {
  const names: string[] = [];
  for (let start = 0; start < events.length; start += SEGMENT_EVENTS) {
    const some = events.slice(start, start + SEGMENT_EVENTS);
    const name = journalName(device, some, crypto.getRandomValues(new Uint8Array(10)));
    const bytes = await packEvents(some);
    await (verified ? writeVerified(place, name, bytes) : place.write(name, bytes));
    names.push(name);
  }
  return names;
}
