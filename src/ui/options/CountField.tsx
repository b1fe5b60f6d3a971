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
  /** Which numbers are right, said where another was to be set. */
  readonly wrong: string;
  readonly onSet: (count: number) => void;
  readonly onRefused: () => void;
}

/** A field for how many, and the button that sets it. */
export function CountField({ name, value, limits, ...row }: Props): JSX.Element {
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  return (
    <SetRow {...row} value={wholeNumberIn(draft, limits)}>
      {(field) => (
        <input
          {...field}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          name={name}
          value={draft}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        />
      )}
    </SetRow>
  );
}
