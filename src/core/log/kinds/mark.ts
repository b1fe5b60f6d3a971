import type { CardEnvelope } from "../envelope.ts";
import { defineKind } from "../event-kind.ts";
import { oneOf, optional } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";
import { type Surface, surfaceField } from "./review.ts";

/** The card has a star, which the learner gave it to find it again, or has it no more. The key is the card. */
export interface MarkEvent extends CardEnvelope, RegisterEvent {
  readonly card: CardEnvelope["card"];
  readonly kind: "mark";
  readonly value: boolean;
  /** `import` where the star was given in another program; absent where it was given here. */
  readonly surface?: Surface;
}

export const mark = defineKind<MarkEvent>({
  name: "mark",
  concerns: "card",
  undoable: true,
  words: "event_mark",
  wordsOf: ({ value }) => (value ? "event_mark_given" : "event_mark_ended"),
  fields: { key: registerKey, value: oneOf(true, false), surface: optional(surfaceField), ...replacing },
  fits: ({ card, key }) => (key === card ? null : "key: is not the card"),
  isRegister: true,
});
