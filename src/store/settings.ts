import { recordSettings } from "../copies/record/attached.ts";
import { DEFAULT_SETTINGS, decodeSetting, isSettingKey, type SettingKey, type Settings } from "../core/settings.ts";
import type { Database } from "./open.ts";
import type { SettingRow } from "./schema.ts";
import { write } from "./transaction.ts";

/** The settings in force: what was saved, where it is still a right value, over the defaults. */
export function settingsFrom(rows: readonly SettingRow[]): Settings {
  const saved = rows.flatMap(({ key, value }) => {
    const decoded = isSettingKey(key) ? decodeSetting(key, value) : null;
    return decoded === null ? [] : [[key, decoded]];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(saved) };
}

/** Only what was saved, where it is still a right value. */
export function savedSettings(rows: readonly SettingRow[]): Partial<Settings> {
  const inForce = settingsFrom(rows);
  return Object.fromEntries(rows.flatMap(({ key }) => (key in inForce ? [[key, inForce[key]]] : [])));
}

export const readSettings = async (db: Database): Promise<Settings> => settingsFrom(await db.getAll("settings"));

/**
 * Saves one setting, and only that one.
 * @throws RangeError for a value that the setting does not take; nothing is written
 */
export async function saveSetting<K extends SettingKey>(db: Database, key: K, value: Settings[K]): Promise<void> {
  if (decodeSetting(key, value) === null) throw new RangeError(`${String(value)} is not a value of ${key}`);
  await write(db, ["settings"], (transaction) => transaction.objectStore("settings").put({ key, value }));
  await keepSettings(db);
}

/** Back to the defaults: what is not saved follows them, also when a later version chooses better ones. */
export async function restoreDefaults(db: Database): Promise<void> {
  await write(db, ["settings"], (transaction) => transaction.objectStore("settings").clear());
  await keepSettings(db);
}

/** Brings the second record's copy of the settings up to date, after they were written. */
export async function keepSettings(db: Database): Promise<void> {
  recordSettings(db, savedSettings(await db.getAll("settings")));
}
