import type { JSX } from "preact";
import { LIMITS, type SettingKey, type Settings } from "../../core/settings.ts";
import { t } from "../../platform/i18n.ts";
import { HourSetting } from "./HourSetting.tsx";
import { SwitchSetting } from "./SwitchSetting.tsx";

interface Props {
  readonly settings: Pick<Settings, "reminder" | "reminderHour">;
  readonly errors: Partial<Record<SettingKey, string>>;
  readonly onChange: <K extends "reminder" | "reminderHour">(key: K, value: Settings[K]) => void;
}

/** One quiet word a day, for who wants it; its hour is asked for only then. */
export const ReminderSetting = ({ settings, errors, onChange }: Props): JSX.Element => (
  <>
    <SwitchSetting
      name="reminder"
      label={t("optionsReminder")}
      help={t("optionsReminderHelp")}
      value={settings.reminder}
      error={errors.reminder}
      onChange={(value) => onChange("reminder", value)}
    />
    {settings.reminder && (
      <HourSetting
        name="reminderHour"
        label={t("optionsReminderHour")}
        help={t("optionsReminderHourHelp")}
        limits={LIMITS.reminderHour}
        value={settings.reminderHour}
        error={errors.reminderHour}
        onChange={(value) => onChange("reminderHour", value)}
      />
    )}
  </>
);
