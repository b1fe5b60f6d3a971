import { type Maker, makeSetting } from "../../core/log/make-event.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { registerName } from "../../core/log/register-name.ts";
import { DEFAULT_SETTINGS, decodeSetting, FORM_KEYS, type SettingKey, type Settings } from "../../core/settings.ts";
import { eventsOfKeys, setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";

/** Who changes a setting; each event takes random bytes of its own. */
export type MakerOf = () => Maker;

const nameOf = (key: SettingKey): string => registerName({ kind: "setting", key });

/**
 * Saves one setting, and only that one.
 * @throws RangeError for a value that the setting does not take; nothing is written
 */
export async function saveSetting<K extends SettingKey>(
  db: Database,
  key: K,
  value: Settings[K],
  maker: MakerOf,
): Promise<void> {
  if (decodeSetting(key, value) === null) throw new RangeError(`${String(value)} is not a value of ${key}`);
  const name = nameOf(key);
  await setRegisters(db, [name], (held) => [makeSetting(key, value, held.get(name) ?? null, maker())]);
}

/** What the form shows goes back to the defaults: what is not chosen follows them, also when a later version chooses better ones. */
export async function restoreDefaults(db: Database, maker: MakerOf): Promise<void> {
  await setRegisters(db, FORM_KEYS.map(nameOf), (held) =>
    FORM_KEYS.flatMap((key) => {
      const before = held.get(nameOf(key));
      return before && before.value !== null ? [makeSetting(key, null, before, maker())] : [];
    }),
  );
}

/**
 * What a setting was before the event that holds it now: its default where there was no other event; null where it has never
 * been changed.
 */
export async function replacedSetting<K extends SettingKey>(db: Database, key: K): Promise<Settings[K] | null> {
  const held = await db.get("registers", nameOf(key));
  if (!held) return null;
  const events = await eventsOfKeys(db.transaction("events").store, [key]);
  // Not the one that it names: that may have been taken back since, with the file that brought it.
  const before = heldRegisters(events.filter(({ id }) => id !== held.id)).get(nameOf(key));
  return decodeSetting(key, before?.value) ?? DEFAULT_SETTINGS[key];
}
