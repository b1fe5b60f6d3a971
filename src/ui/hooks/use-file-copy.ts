import { useEffect, useState } from "preact/hooks";
import { askForDownloads, giveBackDownloads, hasDownloads } from "../../platform/downloads.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { SettingsControl } from "./use-settings.ts";

/**
 * The settings, with the one switch that needs the browser's permission: it is on only while the permission is there
 * (a restored backup brings none), asks for it when turned on, and gives it back when turned off.
 */
export function useFileCopy(control: SettingsControl): SettingsControl {
  const [permitted, setPermitted] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => logFailure("looking for the permission", hasDownloads().then(setPermitted)), []);

  const decide = (given: boolean): void => {
    setPermitted(given);
    if (given) control.change("snapshotFile", true);
    else setRefusal(t("optionsCopyRefused"));
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
    setPermitted(false);
    logFailure("giving the permission back", giveBackDownloads());
  };

  return {
    ...control,
    settings: { ...control.settings, snapshotFile: control.settings.snapshotFile && permitted },
    errors: refusal === null ? control.errors : { ...control.errors, snapshotFile: refusal },
    change: (key, value) => {
      setRefusal(null);
      if (key === "snapshotFile" && value === true) return ask();
      if (key === "snapshotFile") giveBack();
      control.change(key, value);
    },
    restore: () => {
      setRefusal(null);
      giveBack();
      control.restore();
    },
  };
}
