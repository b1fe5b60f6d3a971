import { useLayoutEffect, useRef } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import type { SessionView } from "../../../session/study/session-view.ts";

/** What an action is, where that matters: an undo, what Space and Enter do on this view, or another. */
export type ActionKind = "undo" | "goOn" | "other";
/** @param action null where there is nothing to do on this view: then only what a press means during an undo is seen to */
export type Once = (action: (() => void) | null, kind?: ActionKind) => void;

/**
 * Lets one action through for each view that is shown, so that two quick presses never grade two cards and a press
 * that was meant for one card never falls on the next. While a grade is being written nothing passes; who presses Space or
 * Enter while an undo is written, on whatever view, wants the answer of the card which comes back, and gets it then.
 * @param reveal shows the answer of a card, where that is still in front
 */
export function useOnce(view: SessionView, busy: boolean, reveal: (card: CardId) => void): Once {
  const spentOn = useRef<SessionView | null>(null);
  const undoing = useRef(false);
  const isAnswerWanted = useRef(false);
  // Before the next paint, not after it: a key may come sooner. A write that failed leaves the view as it was: the user may try again.
  useLayoutEffect(() => {
    if (!busy) spentOn.current = null;
  }, [busy]);
  useLayoutEffect(() => {
    if (busy || spentOn.current === view) return;
    const wanted = isAnswerWanted.current;
    undoing.current = false;
    isAnswerWanted.current = false;
    if (wanted && view.kind === "card" && !view.revealed) reveal(view.content.id);
  }, [busy, view]);
  return (action, kind = "other") => {
    if (busy || spentOn.current === view) {
      if (kind === "goOn" && undoing.current) isAnswerWanted.current = true;
      return;
    }
    if (action === null) return;
    spentOn.current = view;
    undoing.current = kind === "undo";
    action();
  };
}
