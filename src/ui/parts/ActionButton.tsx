import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { leaveFocusToSection } from "./hand-back-focus.ts";
import { noHeldPress } from "./no-held-press.ts";

interface Props {
  /** What it does, for tests. */
  readonly action: string;
  /** Work goes on: a press does nothing. Not `disabled`, which would throw the focus back to the top of the page. */
  readonly busy: boolean;
  readonly look?: "small-button" | "quiet-button" | "small-button confirm";
  readonly describedBy?: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

/** A button for something that takes its time, which may go once that is done. */
export function ActionButton({ action, busy, look, describedBy, onPress, children }: Props): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => leaveFocusToSection(button.current), []);
  return (
    <button
      ref={button}
      type="button"
      class={look ?? "small-button"}
      data-action={action}
      aria-disabled={busy}
      aria-describedby={describedBy}
      // A press that is still held when the work is done would go on with what the button does next.
      onKeyDown={noHeldPress}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}
