import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/** A deck, or a chapter of it, was switched on or off. The key is the deck's id, or `deck/chapter`. */
export interface SwitchEvent extends RegisterEvent {
  readonly kind: "switch";
  readonly value: boolean;
}

export const switchKind = defineKind<SwitchEvent>({
  name: "switch",
  concerns: "deck",
  undoable: false,
  words: "event_switch",
  // The preview reads off the registers which decks would be on or off.
  touches: () => false,
  fields: { key: registerKey, value: oneOf(true, false), ...replacing },
  fits: ({ deck, key }) => (key === deck || key.startsWith(`${deck}/`) ? null : "key: is not the deck's"),
  isRegister: true,
});
