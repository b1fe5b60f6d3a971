import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionView } from "../../session/session-view.ts";

/**
 * Lets one action through for each view that is shown, so that two quick presses never grade two cards and a press
 * that was meant for one card never falls on the next. While a grade is being written nothing passes.
 */
export function useOnce(view: SessionView, busy: boolean): (action: () => void) => void {
  const spentOn = useRef<SessionView | null>(null);
  // Before the next paint, not after it: a key may come sooner. A write that failed leaves the view as it was: the user may try again.
  useLayoutEffect(() => {
    if (!busy) spentOn.current = null;
  }, [busy]);
  return (action) => {
    if (busy || spentOn.current === view) return;
    spentOn.current = view;
    action();
  };
}
