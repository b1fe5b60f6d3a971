import type { Settings } from "../../core/settings.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { Permission } from "../../platform/permission.ts";
import { liveValue } from "../common/live.ts";
import type { SettingsControl, SettingsState } from "./settings.ts";

type SwitchKey = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings];

interface Permitted {
  readonly key: SwitchKey;
  readonly permission: Permission;
  /** Says that the browser's permission was refused. */
  readonly refused: MessageKey;
}

/**
 * The settings, with a switch that needs the browser's permission: it is on only while the permission is there (a restored
 * backup brings none), asks for it when turned on, and gives it back when turned off.
 */
export function withPermission(control: SettingsControl, { key, permission, refused }: Permitted): SettingsControl {
  let permitted = false;
  let refusal: string | null = null;
  const derived = (): SettingsState => {
    const { settings, errors } = control.current();
    return {
      settings: { ...settings, [key]: settings[key] && permitted },
      errors: refusal === null ? errors : { ...errors, [key]: refusal },
    };
  };
  const state = liveValue(derived());
  const tell = (): void => state.set(derived());
  control.subscribe(tell);
  const permit = (given: boolean): void => {
    permitted = given;
    tell();
  };
  logFailure("looking for the permission", permission.has().then(permit));

  const decide = (given: boolean): void => {
    if (!given) refusal = t(refused);
    permit(given);
    if (given) control.change(key, true);
  };
  // Called in the click itself: nothing may be waited for before the question.
  const ask = (): void =>
    logFailure(
      "asking for the permission",
      permission.ask().then(decide, (error: unknown) => {
        decide(false);
        throw error;
      }),
    );
  const giveBack = (): void => {
    permit(false);
    logFailure("giving the permission back", permission.giveBack());
  };

  return {
    ...state,
    change(changed, value) {
      refusal = null;
      if (changed === key && value === true) return ask();
      if (changed === key) giveBack();
      control.change(changed, value);
    },
    restore() {
      refusal = null;
      giveBack();
      control.restore();
    },
    reload: control.reload,
  };
}
