import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { wholeNumberIn } from "./NumberSetting.tsx";
import { SetRow } from "./SetRow.tsx";

interface Props {
  readonly name: string;
  readonly label: string;
  /** What holds now. */
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly busy: boolean;
  /** What the button is called that sets the number, and what it says. */
  readonly action: string;
  readonly set: string;
  readonly help: string;
  /** What another number than the one that holds would mean, where that is known; stands in the place of the help. */
  readonly meaning?: (count: number) => string | null;
  /** The field has the focus. */
  readonly onFocus?: () => void;
  /** Which numbers are right, said where another was to be set. */
  readonly wrong: string;
  readonly onSet: (count: number) => void;
  readonly onRefused: () => void;
}

/** A field for how many, and the button that sets it. */
export function CountField({ name, value, limits, help, meaning, onFocus, ...row }: Props): JSX.Element {
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  const count = wholeNumberIn(draft, limits);
  const meant = count !== null && count !== value ? meaning?.(count) : null;
  return (
    <SetRow {...row} value={count} help={meant ?? help}>
      {(field) => (
        <input
          {...field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          name={name}
          value={draft}
          {...(onFocus && { onFocus })}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        />
      )}
    </SetRow>
  );
}
