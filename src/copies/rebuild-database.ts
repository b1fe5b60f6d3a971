/** When the database cannot be opened, or not be read: what is left of the user's progress, and a way back. */

import type { EventId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import type { LogExport } from "../core/log/log-export.ts";
import { DATABASE_NAME, openDatabase } from "../store/open.ts";
import { TroubleError } from "../store/trouble.ts";
import { type Guarded, openGuarded } from "./open-guarded.ts";
import type { RecordFiles } from "./place.ts";
import { readDamaged } from "./read-damaged.ts";
import { NOTHING } from "./record/codec.ts";
import { readRecord } from "./record/snapshots.ts";

/** All that can still be read, of the database and of the second record together. Changes nothing. */
export async function readWhatIsLeft(files: RecordFiles | null): Promise<LogExport> {
  const record = files ? await files.lock("shared", () => readRecord(files)) : null;
  const database = await readDatabase();
  const events = new Map<EventId, OsteonEvent>();
  for (const event of [...(record?.events ?? []), ...database.events]) events.set(event.id, event);
  return { events: [...events.values()], settings: { ...record?.settings, ...database.settings }, decks: [] };
}

async function readDatabase(): Promise<LogExport> {
  try {
    const db = await openDatabase();
    try {
      return await readDamaged(db);
    } finally {
      db.close();
    }
  } catch (error) {
    console.error("nothing can be read of the database:", error);
    return NOTHING;
  }
}

/**
 * Deletes the database and makes it anew from the second record.
 * @throws TroubleError when there is no second record to make it from: then nothing is deleted; or when another page
 * holds the database open: then it is deleted once that page is closed, and the next opening restores it
 */
export async function rebuild(files: RecordFiles | null): Promise<Guarded> {
  const record = files ? await files.lock("shared", () => readRecord(files)) : null;
  if (!files || !record) throw new TroubleError("databaseUnreadable");
  await deleteDatabase();
  return openGuarded({}, async () => files);
}

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new TroubleError("databaseUnreadable", { cause: request.error }));
    request.onblocked = () => reject(new TroubleError("otherTabs"));
  });
}
