import { NEW_CARD_STATE } from "../../memory/card-state.ts";
import type { CardEnvelope } from "../envelope.ts";
import { defineKind } from "../event-kind.ts";
import { type Surface, surfaceField } from "./review.ts";

/** The card starts anew: what was reviewed before no longer counts for its memory state. */
export interface ResetEvent extends CardEnvelope {
  readonly kind: "reset";
  /** As that of a review; `osteon` for every reset that is made here. */
  readonly surface: "osteon" | Surface;
}

export const reset = defineKind<ResetEvent>({
  name: "reset",
  concerns: "card",
  undoable: true,
  words: "event_reset",
  fields: { surface: surfaceField },
  apply: (before, event) => ({
    ...NEW_CARD_STATE,
    lastEventAtMs: Math.max(before.lastEventAtMs, event.atMs),
  }),
});
