import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import { hasOthers, type Look } from "../../core/stats/memories.ts";

/** What was read of the memories, and the deck as it was when that began. */
export interface LookOf {
  readonly look: Look;
  readonly deck: DeckFacts;
}

/**
 * Memories, and the deck that they are of. They are read again once another version of the deck has come in whose cards have
 * other ids: what was answered stands under the new ones then, and would look as if it never had been. Until they are there,
 * and where they cannot be read, it is the deck as it was.
 */
export function useLook(deck: DeckFacts, begun: LookOf, read: () => Promise<Look>): LookOf {
  const [{ look, deck: before }, setLook] = useState(begun);
  const fitting = useRef(before);
  const isOther = useMemo(() => hasOthers(deck, before, look.past), [deck, before, look]);
  if (!isOther) fitting.current = deck;
  // One reading at a time: while somebody studies elsewhere, the deck comes in again at each answer.
  const isReading = useRef(false);
  useLayoutEffect(() => {
    if (!isOther || isReading.current) return;
    isReading.current = true;
    read().then(
      (now) => {
        isReading.current = false;
        setLook({ look: now, deck });
      },
      (error: unknown) => {
        isReading.current = false;
        console.error("the memories could not be read again:", error);
      },
    );
  }, [deck, isOther, look]);
  return { look, deck: fitting.current };
}
