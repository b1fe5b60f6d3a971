/** Reads what can be read of a database that may be damaged. */
import type { LogExport } from "../core/log/log-export.ts";
import { allEvents } from "../store/all-events.ts";
import { eventsAmong } from "../store/events-among.ts";
import type { Database } from "../store/open.ts";
import { savedSettings } from "../store/settings.ts";

export interface Readable {
  readonly rows: readonly (readonly [key: string, value: unknown])[];
  /** Keys whose value cannot be read. */
  readonly failed: readonly string[];
}

/** All rows of a store; one by one where they cannot be read at once, so that one bad row costs no other. */
export async function readable(db: Database, store: "events" | "cards"): Promise<Readable> {
  const keys: readonly string[] = await db.getAllKeys(store);
  try {
    const values: readonly unknown[] =
      store === "events" ? await allEvents(db.transaction("events").store) : await db.getAll("cards");
    if (values.length === keys.length) return { rows: keys.map((key, i) => [key, values[i]]), failed: [] };
  } catch (error) {
    console.error(`${store} cannot be read at once:`, error);
  }
  const rows: [string, unknown][] = [];
  const failed: string[] = [];
  for (const key of keys) {
    try {
      const value: unknown = await (db as { get: (store: string, key: string) => Promise<unknown> }).get(store, key);
      if (value !== undefined) rows.push([key, value]);
    } catch (error) {
      console.error(`${key} in ${store} cannot be read:`, error);
      failed.push(key);
    }
  }
  return { rows, failed };
}

/** What a backup of a damaged database can hold: the events that are events, and the settings if they can be read. */
export async function readDamaged(db: Database): Promise<LogExport> {
  const { rows } = await readable(db, "events");
  const events = eventsAmong(rows.map(([, value]) => value));
  const settings = await db.getAll("settings").then(savedSettings, (error: unknown) => {
    console.error("the settings cannot be read:", error);
    return {};
  });
  return { events, settings, decks: [] };
}
