import { useLayoutEffect, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import { type Once, oncePerView } from "../../../session/study/once.ts";
import type { SessionView } from "../../../session/study/session-view.ts";

/**
 * One action for each view that is shown, see `oncePerView`.
 * @param reveal shows the answer of a card, where that is still in front
 */
export function useOnce(view: SessionView, busy: boolean, reveal: (card: CardId) => void): Once {
  const [control] = useState(oncePerView);
  // Before the next paint, not after it: a key may come sooner.
  useLayoutEffect(() => {
    const wanted = control.drawn({ view, busy });
    if (wanted !== null) reveal(wanted);
  }, [busy, view]);
  return (action, kind) => control.press({ view, busy }, action, kind);
}
