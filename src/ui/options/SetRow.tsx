import type { JSX, RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ActionButton } from "../parts/ActionButton.tsx";
import { leaveFocusToSection } from "../parts/hand-back-focus.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";

/** What the field of a row needs, to be spread on its element. */
export interface RowField {
  readonly id: string;
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly "aria-describedby": string;
  readonly "aria-invalid": boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface Props<Value> {
  readonly label: string;
  /** What the field says; null where that is nothing that can be set. */
  readonly value: Value | null;
  readonly busy: boolean;
  /** What the button is called that sets it, and what it says. */
  readonly action: string;
  readonly set: string;
  readonly help?: string | undefined;
  /** The eye sees as much without it. */
  readonly isHelpHidden?: boolean;
  /** What can be set, said where something else was to be. */
  readonly wrong: string;
  readonly onSet: (value: Value) => void;
  /** What the field says was not set: what was said of the value before is about another one. */
  readonly onRefused?: (() => void) | undefined;
  readonly children: (field: RowField) => JSX.Element;
}

/**
 * A field, and the button that sets what it says; Enter in the field does the same. What cannot be set is refused with a sentence
 * that is read out, and leads back to the field.
 */
export function SetRow<Value>(props: Props<Value>): JSX.Element {
  const { label, value, busy, action, set, help, isHelpHidden = false, wrong, onSet, onRefused, children } = props;
  // Another object for each press, so that the same sentence is read out again.
  const [refusal, setRefusal] = useState<object | null>(null);
  const isRight = value !== null;
  useEffect(() => {
    if (isRight) setRefusal(null);
  }, [isRight]);
  const field = useRef<HTMLInputElement>(null);
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => leaveFocusToSection(row.current), []);
  const id = useId();
  const [helpId, whyId] = [`${id}-help`, `${id}-why`];
  const isRefused = refusal !== null && !isRight;
  const press = (): void => {
    if (busy) return;
    if (value !== null) {
      onSet(value);
      return;
    }
    setRefusal({});
    onRefused?.();
    field.current?.focus();
  };
  return (
    <div ref={row} class="set-row">
      <p class="settings-actions">
        <label for={id}>
          {label}{" "}
          {children({
            ...{ id, ref: field },
            "aria-describedby": `${helpId} ${whyId}`,
            "aria-invalid": isRefused,
            onKeyDown: (event) => {
              if (event.key === "Enter" && !event.repeat && !event.isComposing && !event.defaultPrevented) press();
            },
          })}
        </label>
        <ActionButton action={action} busy={busy} describedBy={helpId} onPress={press}>
          {set}
        </ActionButton>
        <span id={helpId} class={isHelpHidden ? "visually-hidden" : "fine"}>
          {!(isHelpHidden && isRefused) && help}
        </span>
      </p>
      <p id={whyId} class="setting-error" role="status">
        <ToldAnew of={refusal}>{isRefused && <span>{wrong}</span>}</ToldAnew>
      </p>
    </div>
  );
}
