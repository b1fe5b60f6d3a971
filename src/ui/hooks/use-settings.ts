import { useEffect, useState } from "preact/hooks";
import { decodeSetting, type SettingKey, type Settings } from "../../core/settings.ts";
import { rememberAppearance } from "../../platform/appearance.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { troubleText } from "../../session/view-of.ts";
import type { Changes } from "../../store/changes.ts";
import type { Database } from "../../store/open.ts";
import { readSettings, restoreDefaults, saveSetting } from "../../store/settings.ts";
import { writeTrouble } from "../../store/trouble.ts";

export interface SettingsControl {
  /** What is saved. */
  readonly settings: Settings;
  /** Why the last change of a setting was not saved, where it was not. */
  readonly errors: Partial<Record<SettingKey, string>>;
  readonly change: <K extends SettingKey>(key: K, value: Settings[K]) => void;
  readonly restore: () => void;
  /** Reads them again, after something else has written them. */
  readonly reload: () => Promise<void>;
}

/** The settings, saved one by one as they are changed. The form hands on right values only. */
export function useSettings(db: Database, saved: Settings, changes: Changes): SettingsControl {
  const [settings, setSettings] = useState(saved);
  const [errors, setErrors] = useState<SettingsControl["errors"]>({});
  useEffect(() => rememberAppearance(settings), [settings]);

  const reload = async (): Promise<void> => setSettings(await readSettings(db));
  const write = async (keys: readonly SettingKey[], work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      await reload();
      setErrors({});
      changes.announce();
    } catch (error) {
      console.error("a setting was not saved:", error);
      setErrors(Object.fromEntries(keys.map((key) => [key, troubleText(writeTrouble(error))])));
    }
  };
  return {
    settings,
    errors,
    change: (key, value) => {
      if (decodeSetting(key, value) === null) throw new RangeError(`${String(value)} is not a value of ${key}`);
      logFailure(
        "saving a setting",
        write([key], () => saveSetting(db, key, value)),
      );
    },
    restore: () =>
      logFailure(
        "restoring the defaults",
        write(["newPerDay"], () => restoreDefaults(db)),
      ),
    reload,
  };
}
