import { NEW_CARD_STATE } from "../../memory/card-state.ts";
import type { CardEnvelope } from "../envelope.ts";
import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";

/** The card starts anew: what was reviewed before no longer counts for its memory state. */
export interface ResetEvent extends CardEnvelope {
  readonly kind: "reset";
  readonly surface: "osteon" | "import";
}

export const reset = defineKind<ResetEvent>({
  name: "reset",
  concerns: "card",
  undoable: true,
  words: "event_reset",
  fields: { surface: oneOf("osteon", "import") },
  apply: (before, event) => ({
    ...NEW_CARD_STATE,
    lastEventAtMs: Math.max(before.lastEventAtMs, event.atMs),
  }),
});
