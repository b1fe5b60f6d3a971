import { LONGEST_WORDING, type Wording } from "../../deck/wording.ts";
import type { CardEnvelope } from "../envelope.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, type Check, laterAlso, nullable, objectOf, oneOf, text } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/**
 * The learner's own wording of a card, in place of the deck's, whatever that becomes; null takes the deck's own again. The
 * key is the card.
 */
export interface EditEvent extends CardEnvelope, RegisterEvent {
  readonly card: CardEnvelope["card"];
  readonly kind: "edit";
  readonly value: Wording | null;
}

const empty: Check = (value) => (value === "" ? null : "not empty");
const texts = objectOf({
  question: nullable(text(LONGEST_WORDING.question)),
  answer: nullable(text(LONGEST_WORDING.answer)),
  // An empty one says that none is wanted.
  note: nullable(anyOf(empty, text(LONGEST_WORDING.note))),
});

export const edit = defineKind<EditEvent>({
  name: "edit",
  concerns: "card",
  undoable: true,
  words: "event_edit",
  wordsOf: ({ value }) => (value === null ? "event_edit_ended" : "event_edit_given"),
  fields: {
    key: registerKey,
    value: laterAlso(anyOf(oneOf(null), texts), texts.later ?? texts),
    ...replacing,
  },
  fits: ({ card, key }) => (key === card ? null : "key: is not the card"),
  isRegister: true,
});
