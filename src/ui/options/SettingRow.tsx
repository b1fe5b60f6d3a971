import type { ComponentChildren, JSX } from "preact";

/** The ids of a setting's help and error, for `aria-describedby`. */
export const describedBy = (name: string): string => `${name}-help ${name}-error`;

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}

/** One setting: its label, its control, a sentence about it, and what is wrong with what was given. */
export function SettingRow({ name, label, help, error, children }: Props): JSX.Element {
  return (
    <div class="setting">
      <label class="setting-label" for={name}>
        {label}
      </label>
      <div class="setting-control">{children}</div>
      <p class="setting-help" id={`${name}-help`}>
        {help}
      </p>
      <p class="setting-error" id={`${name}-error`} role="status">
        {error}
      </p>
    </div>
  );
}
