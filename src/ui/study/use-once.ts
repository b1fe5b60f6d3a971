import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionView } from "../../session/session-view.ts";

/** What an action is, where that matters: an undo, or the showing of an answer. */
export type ActionKind = "undo" | "reveal" | "other";
export type Once = (action: () => void, kind?: ActionKind) => void;

/**
 * Lets one action through for each view that is shown, so that two quick presses never grade two cards and a press
 * that was meant for one card never falls on the next. While a grade is being written nothing passes; who asks for the
 * answer while an undo is written wants that of the card which comes back, and gets it then.
 */
export function useOnce(view: SessionView, busy: boolean): Once {
  const spentOn = useRef<SessionView | null>(null);
  const undoing = useRef(false);
  const waiting = useRef<(() => void) | null>(null);
  // Before the next paint, not after it: a key may come sooner. A write that failed leaves the view as it was: the user may try again.
  useLayoutEffect(() => {
    if (!busy) spentOn.current = null;
  }, [busy]);
  useLayoutEffect(() => {
    if (busy || spentOn.current === view) return;
    const act = waiting.current;
    undoing.current = false;
    waiting.current = null;
    if (act !== null && view.kind === "card" && !view.revealed) act();
  }, [busy, view]);
  return (action, kind = "other") => {
    if (busy || spentOn.current === view) {
      if (kind === "reveal" && undoing.current) waiting.current = action;
      return;
    }
    spentOn.current = view;
    undoing.current = kind === "undo";
    action();
  };
}
