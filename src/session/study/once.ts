import type { CardId } from "../../core/ids.ts";
import type { SessionView } from "./session-view.ts";

/** What an action is, where that matters: an undo, what Space and Enter do on this view, or another. */
export type ActionKind = "undo" | "goOn" | "other";
/** @param action null where there is nothing to do on this view: then only what a press means during an undo is seen to */
export type Once = (action: (() => void) | null, kind?: ActionKind) => void;

/** What stands on the page: the view, and whether something is being written. */
export interface OnPage {
  readonly view: SessionView;
  readonly busy: boolean;
}

export interface OncePerView {
  /**
   * To be told of each view that is drawn, before the next press can come.
   * @returns a card whose answer is to be shown now
   */
  readonly drawn: (page: OnPage) => CardId | null;
  /** A press, on what is drawn: does what it asks for, or nothing. */
  readonly press: (page: OnPage, ...press: Parameters<Once>) => void;
}

/**
 * Lets one action through for each view that is shown, so that two quick presses never grade two cards and a press
 * that was meant for one card never falls on the next. While a grade is being written nothing passes; who presses Space or
 * Enter while an undo is written, on whatever view, wants the answer of the card which comes back, and gets it then.
 */
export function oncePerView(): OncePerView {
  let spentOn: SessionView | null = null;
  let wasBusy = false;
  let isUndoing = false;
  let isAnswerWanted = false;
  const isHeld = ({ view, busy }: OnPage): boolean => busy || spentOn === view;
  return {
    drawn(page) {
      // A write that failed leaves the view as it was: the user may try again.
      if (wasBusy && !page.busy) spentOn = null;
      wasBusy = page.busy;
      if (isHeld(page)) return null;
      const { view } = page;
      const wanted = isAnswerWanted && view.kind === "card" && !view.revealed ? view.content.id : null;
      isUndoing = false;
      isAnswerWanted = false;
      return wanted;
    },
    press(page, action, kind = "other") {
      if (isHeld(page)) {
        if (kind === "goOn" && isUndoing) isAnswerWanted = true;
        return;
      }
      if (action === null) return;
      spentOn = page.view;
      isUndoing = kind === "undo";
      action();
    },
  };
}
