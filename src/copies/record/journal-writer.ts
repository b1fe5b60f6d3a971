import type { OsteonEvent } from "../../core/log/event.ts";
import type { Settings } from "../../core/settings.ts";
import type { RecordFiles } from "../place.ts";

/** Writes the journal behind the back of whoever writes the database. */
export interface JournalWriter {
  /** Called when a transaction has completed, never before: what was taken back must not come to life again. */
  readonly events: (events: readonly OsteonEvent[]) => void;
  readonly settings: (saved: Partial<Settings>) => void;
  /** Resolves when everything so far was written, or was given up. */
  readonly idle: () => Promise<void>;
}

/** @param files answers null where the browser has no place for a second record: then nothing is recorded */
export function makeJournalWriter(files: () => Promise<RecordFiles | null>): JournalWriter {
  let waiting: OsteonEvent[] = [];
  let working = Promise.resolve();

  /** One write after the other; what came during a write goes into one file with the next. */
  const next = (work: (files: RecordFiles) => Promise<unknown>): void => {
    working = working.then(async () => {
      try {
        const place = await files();
        if (place) await work(place);
      } catch (error) {
        // A full disk, say. The event is in the database; the next start finds that the record lacks it.
        console.error("the second record was not written:", error);
      }
    });
  };

  return {
    events(events) {
      // Not push(...events): a restored backup may hold more events than a call takes arguments.
      waiting = waiting.concat(events);
      next(async (place) => {
        if (waiting.length === 0) return;
        const batch = waiting;
        waiting = [];
        const { addToJournal } = await import("./second-record.ts");
        await place.lock("shared", () => addToJournal(place, batch));
      });
    },
    settings: (saved) =>
      next(async (place) => {
        const { saveSettings } = await import("./second-record.ts");
        await place.lock("exclusive", () => saveSettings(place, saved));
      }),
    idle: () => working,
  };
}
