import type { JSX } from "preact";
import { LIMITS } from "../../core/settings.ts";
import { t, uiLanguage } from "../../platform/i18n.ts";
import { describedBy, SettingRow } from "./SettingRow.tsx";

interface Props {
  readonly value: number;
  readonly error: string | undefined;
  readonly onChange: (hour: number) => void;
}

const HOURS = Array.from(
  { length: LIMITS.rolloverHour.max - LIMITS.rolloverHour.min + 1 },
  (_, index) => LIMITS.rolloverHour.min + index,
);

const hourText = (hour: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
    Date.UTC(2026, 0, 1, hour),
  );

export function RolloverSetting({ value, error, onChange }: Props): JSX.Element {
  return (
    <SettingRow
      name="rolloverHour"
      label={t("optionsRollover")}
      help={value === 0 ? t("optionsRolloverMidnight") : t("optionsRolloverHelp", hourText(value))}
      error={error}
    >
      <select
        id="rolloverHour"
        name="rolloverHour"
        value={String(value)}
        aria-describedby={describedBy("rolloverHour")}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {HOURS.map((hour) => (
          <option key={hour} value={String(hour)}>
            {hourText(hour)}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}
