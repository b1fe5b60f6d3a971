import { useLayoutEffect, useRef } from "preact/hooks";
import { type Command, commandOf, focusOf, isOfInputMethod, type Stage } from "./keyboard.ts";

/**
 * Listens to the page's keys while the component is shown and hands on what they mean.
 * `onCommand` answers whether the key was used up; an unused one keeps its ordinary effect.
 */
export function useKeyboard(stage: Stage, onCommand: (command: Command) => boolean): void {
  const latest = useRef({ stage, onCommand });
  latest.current = { stage, onCommand };
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isOfInputMethod(event)) return;
      const command = commandOf(event, latest.current.stage, focusOf(event.target));
      if (command === null) return;
      if (command.kind === "swallow" || latest.current.onCommand(command)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
