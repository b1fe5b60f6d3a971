import { decodeSetting, type SettingKey, type Settings } from "../../core/settings.ts";
import { rememberAppearance } from "../../platform/appearance.ts";
import { systemClock } from "../../platform/clock.ts";
import { shareAppearance } from "../../platform/container.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { noteEnough } from "../../platform/quiet-tabs.ts";
import { restoreDefaults, saveSetting } from "../../store/settings/save-setting.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { type Live, liveValue } from "../common/live.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";

export interface SettingsState {
  /** What is saved. */
  readonly settings: Settings;
  /** Why the last change of a setting was not saved, where it was not. */
  readonly errors: Partial<Record<SettingKey, string>>;
}

export interface SettingsControl extends Live<SettingsState> {
  readonly change: <K extends SettingKey>(key: K, value: Settings[K]) => void;
  readonly restore: () => void;
  /** Reads them again, after something else has written them. */
  readonly reload: () => Promise<void>;
}

function remember(settings: Settings): void {
  rememberAppearance(settings);
  logFailure("telling pages in containers of the appearance", shareAppearance(settings));
}

/** A study page that is open, or the next one, finds out anew whether today's cards are enough. */
const forgetEnough = (): void => void noteEnough(null, systemClock.nowMs());

/** The settings, saved one by one as they are changed. The form hands on right values only. */
export function settingsControl(base: OptionsBase, saved: Settings): SettingsControl {
  const { changes } = base;
  const state = liveValue<SettingsState>({ settings: saved, errors: {} });
  const take = (settings: Settings, errors: SettingsState["errors"]): void => {
    remember(settings);
    state.set({ settings, errors });
  };
  remember(saved);

  const write = async (keys: readonly SettingKey[], work: () => Promise<void>): Promise<void> => {
    try {
      await base.repeat(work);
      changes.announce();
      await readSaved(async () => take(await readSettings(base.db), {}));
    } catch (error) {
      const sentence = await base.sentenceOf("saving a setting", error);
      take(state.current().settings, Object.fromEntries(keys.map((key) => [key, sentence])));
    }
  };
  return {
    ...state,
    change(key, value) {
      if (decodeSetting(key, value) === null) throw new RangeError(`${String(value)} is not a value of ${key}`);
      if (key === "quietAfter") forgetEnough();
      const save = async (): Promise<void> => saveSetting(base.db, key, value, await makerNow(base));
      logFailure("saving a setting", write([key], save));
    },
    restore() {
      forgetEnough();
      const restore = async (): Promise<void> => restoreDefaults(base.db, await makerNow(base));
      logFailure("restoring the defaults", write(["newPerDay"], restore));
    },
    reload: async () => take(await readSettings(base.db), state.current().errors),
  };
}
