import type { OsteonEvent } from "../../core/log/event.ts";
import type { Settings } from "../../core/settings.ts";
import type { JournalWriter } from "./journal-writer.ts";

/** The recorder of each open database, so that whoever writes need not know of the second record. */
const recorders = new WeakMap<object, JournalWriter>();

export const attachRecorder = (db: object, recorder: JournalWriter): void => {
  recorders.set(db, recorder);
};

/** To be called after the transaction that wrote the events has completed. */
export const recordEvents = (db: object, events: readonly OsteonEvent[]): void => {
  if (events.length > 0) recorders.get(db)?.events(events);
};

export const recordSettings = (db: object, saved: Partial<Settings>): void => recorders.get(db)?.settings(saved);
