import type { ComponentChildren, JSX } from "preact";
import { ToldAnew } from "../parts/ToldAnew.tsx";

/** The ids of a setting's help and error, for `aria-describedby`. */
export const describedBy = (name: string): string => `${name}-help ${name}-error`;

interface Props {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  /** What the error is about: the same words about another value are read out anew. */
  readonly of?: unknown;
  readonly children: ComponentChildren;
}

/** One setting: its label, its control, a sentence about it, and what is wrong with what was given. */
export function SettingRow({ name, label, help, error, of, children }: Props): JSX.Element {
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
        <ToldAnew of={of}>{error !== undefined && <span>{error}</span>}</ToldAnew>
      </p>
    </div>
  );
}
