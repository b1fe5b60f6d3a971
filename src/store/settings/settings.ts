import { DEFAULT_SETTINGS, decodeSetting, isSettingKey, type Settings } from "../../core/settings.ts";
import { registersOf } from "../database/key-ranges.ts";
import type { RegisterRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { heldIn, readHeldIn } from "../log/held-registers.ts";
import type { Database } from "../opening/open.ts";

/** The rows of the registers that hold settings. */
const SETTING_REGISTERS = (): IDBKeyRange => registersOf("setting");

/** The settings in force: what was chosen, where it is a right value, over the defaults. */
function settingsFrom(rows: readonly RegisterRow[]): Settings {
  const chosen = rows.flatMap(({ key, value }) => {
    const decoded = isSettingKey(key) ? decodeSetting(key, value) : null;
    return decoded === null ? [] : [[key, decoded]];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(chosen) };
}

/** @throws when the database cannot be read; one row that cannot be read is no such case */
export const readSettings = async (db: Database): Promise<Settings> =>
  settingsFrom(await readHeldIn(db, SETTING_REGISTERS()));

/** The same as a transaction finds them, which must hold the log. */
export const settingsNow = async (transaction: Reading): Promise<Settings> =>
  settingsFrom(await heldIn(transaction, SETTING_REGISTERS()));
