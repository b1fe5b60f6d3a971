import { askForDownloads, giveBackDownloads, hasDownloads } from "../../platform/downloads.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { liveValue } from "../live.ts";
import type { SettingsControl, SettingsState } from "./settings.ts";

/**
 * The settings, with the one switch that needs the browser's permission: it is on only while the permission is there
 * (a restored backup brings none), asks for it when turned on, and gives it back when turned off.
 */
export function withFileCopy(control: SettingsControl): SettingsControl {
  let permitted = false;
  let refusal: string | null = null;
  const derived = (): SettingsState => {
    const { settings, errors } = control.current();
    return {
      settings: { ...settings, dailyCopy: settings.dailyCopy && permitted },
      errors: refusal === null ? errors : { ...errors, dailyCopy: refusal },
    };
  };
  const state = liveValue(derived());
  const tell = (): void => state.set(derived());
  control.subscribe(tell);
  const permit = (given: boolean): void => {
    permitted = given;
    tell();
  };
  logFailure("looking for the permission", hasDownloads().then(permit));

  const decide = (given: boolean): void => {
    if (!given) refusal = t("optionsCopyRefused");
    permit(given);
    if (given) control.change("dailyCopy", true);
  };
  // Called in the click itself: nothing may be waited for before the question.
  const ask = (): void =>
    logFailure(
      "asking for the permission",
      askForDownloads().then(decide, (error: unknown) => {
        decide(false);
        throw error;
      }),
    );
  const giveBack = (): void => {
    permit(false);
    logFailure("giving the permission back", giveBackDownloads());
  };

  return {
    ...state,
    change(key, value) {
      refusal = null;
      if (key === "dailyCopy" && value === true) return ask();
      if (key === "dailyCopy") giveBack();
      control.change(key, value);
    },
    restore() {
      refusal = null;
      giveBack();
      control.restore();
    },
    reload: control.reload,
  };
}
