import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { ActionButton } from "../parts/ActionButton.tsx";

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
  /** Which numbers are right, said where the one that is typed is not. */
  readonly wrong: string;
  readonly onSet: (count: number) => void;
}

/** A field for how many, and the button that sets it once it is a whole number within its limits. */
export function CountField(props: Props): JSX.Element {
  const { name, label, value, limits, busy, action, set, help, wrong, onSet } = props;
  const [typed, setTyped] = useState<number | null>(null);
  const why = useId();
  const count = typed ?? value;
  const isRight = Number.isInteger(count) && count >= limits.min && count <= limits.max;
  return (
    <p class="settings-actions">
      <label>
        {label}{" "}
        <input
          type="number"
          name={name}
          min={limits.min}
          max={limits.max}
          step={1}
          value={value}
          aria-describedby={why}
          onInput={({ currentTarget }) => setTyped(currentTarget.valueAsNumber)}
        />
      </label>
      <ActionButton action={action} busy={busy || !isRight} describedBy={why} onPress={() => isRight && onSet(count)}>
        {set}
      </ActionButton>
      <span id={why} class="fine">
        {isRight ? help : wrong}
      </span>
    </p>
  );
}
