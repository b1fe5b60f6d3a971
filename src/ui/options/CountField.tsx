import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { ActionButton } from "../parts/ActionButton.tsx";
import { wholeNumberIn } from "./NumberSetting.tsx";

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
  /** Which numbers are right, said where the one that is typed is not. */
  readonly wrong: string;
  readonly onSet: (count: number) => void;
}

/** A field for how many, and the button that sets it once it is a whole number within its limits. */
export function CountField(props: Props): JSX.Element {
  const { name, label, value, limits, busy, action, set, help, meaning, wrong, onFocus, onSet } = props;
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  const why = useId();
  const count = wholeNumberIn(draft, limits);
  return (
    <p class="settings-actions">
      <label>
        {label}{" "}
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          name={name}
          value={draft}
          aria-describedby={why}
          aria-invalid={count === null}
          {...(onFocus && { onFocus })}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        />
      </label>
      <ActionButton
        action={action}
        busy={busy || count === null}
        describedBy={why}
        onPress={() => count !== null && onSet(count)}
      >
        {set}
      </ActionButton>
      <span id={why} class="fine">
        {count === null ? wrong : (count !== value && meaning?.(count)) || help}
      </span>
    </p>
  );
}
