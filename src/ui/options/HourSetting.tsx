import type { JSX } from "preact";
import { hourText } from "../parts/formats.ts";
import { describedBy, SettingRow } from "./SettingRow.tsx";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly limits: { readonly min: number; readonly max: number };
  readonly value: number;
  readonly error: string | undefined;
  readonly onChange: (hour: number) => void;
}

/** An hour of the day, chosen from a list. */
export function HourSetting({ name, label, help, limits, value, error, onChange }: Props): JSX.Element {
  const hours = Array.from({ length: limits.max - limits.min + 1 }, (_, index) => limits.min + index);
  return (
    <SettingRow name={name} label={label} help={help} error={error}>
      <select
        id={name}
        name={name}
        value={String(value)}
        aria-describedby={describedBy(name)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {hours.map((hour) => (
          <option key={hour} value={String(hour)}>
            {hourText(hour)}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}
