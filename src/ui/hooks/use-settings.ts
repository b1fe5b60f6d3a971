import { useEffect, useState } from "preact/hooks";
import { decodeSetting, type SettingKey, type Settings } from "../../core/settings.ts";
import type { Changes } from "../../db/changes.ts";
import type { Database } from "../../db/open.ts";
import { readSettings, restoreDefaults, saveSetting } from "../../db/settings.ts";
import { writeTrouble } from "../../db/trouble.ts";
import { rememberAppearance } from "../../platform/appearance.ts";
import { report } from "../../platform/report.ts";
import { troubleText } from "./view-of.ts";

export interface SettingsControl {
  /** What is saved. */
  readonly settings: Settings;
  /** Why the last change of a setting was not saved, where it was not. */
  readonly errors: Partial<Record<SettingKey, string>>;
  readonly change: <K extends SettingKey>(key: K, value: Settings[K]) => void;
  readonly restore: () => void;
}

/** The settings, saved one by one as they are changed. `refused` says what a value out of bounds should be. */
export function useSettings(
  db: Database,
  saved: Settings,
  changes: Changes,
  refused: (key: SettingKey) => string,
): SettingsControl {
  const [settings, setSettings] = useState(saved);
  const [errors, setErrors] = useState<SettingsControl["errors"]>({});
  useEffect(() => rememberAppearance(settings), [settings]);

  const write = async (key: SettingKey | null, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setSettings(await readSettings(db));
      setErrors({});
      changes.announce();
    } catch (error) {
      console.error("a setting was not saved:", error);
      if (key) setErrors({ [key]: troubleText(writeTrouble(error)) });
    }
  };
  return {
    settings,
    errors,
    change: (key, value) => {
      if (decodeSetting(key, value) === null) return setErrors({ [key]: refused(key) });
      report(
        "saving a setting",
        write(key, () => saveSetting(db, key, value)),
      );
    },
    restore: () =>
      report(
        "restoring the defaults",
        write(null, () => restoreDefaults(db)),
      ),
  };
}
