import type { CardEnvelope } from "../envelope.ts";
import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";

/** The card is not asked for until it is called back, which the same kind of event does with `false`. */
export interface SuspendEvent extends CardEnvelope {
  readonly kind: "suspend";
  readonly value: boolean;
}

export const suspend = defineKind<SuspendEvent>({
  name: "suspend",
  concerns: "card",
  undoable: true,
  words: "event_suspend",
  wordsOf: ({ value }) => (value ? "event_suspend_given" : "event_suspend_ended"),
  fields: { value: oneOf(true, false) },
  apply: ({ suspended: _, ...before }, { value, atMs }) => ({
    ...before,
    ...(value && { suspended: true }),
    lastEventAtMs: Math.max(before.lastEventAtMs, atMs),
  }),
});
