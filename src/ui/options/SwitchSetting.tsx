import type { JSX } from "preact";
import { describedBy, SettingRow } from "./SettingRow.tsx";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly value: boolean;
  readonly error: string | undefined;
  readonly onChange: (on: boolean) => void;
}

export function SwitchSetting({ name, label, help, value, error, onChange }: Props): JSX.Element {
  return (
    <SettingRow name={name} label={label} help={help} error={error}>
      <input
        id={name}
        name={name}
        type="checkbox"
        checked={value}
        aria-describedby={describedBy(name)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </SettingRow>
  );
}
