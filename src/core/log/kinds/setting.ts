import { LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, laterAlso, oneOf, text } from "../fields.ts";
import { finite, laterValue, type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/** A setting was changed; null: back to the default. Keys that this version does not know are carried. */
export interface SettingEvent extends RegisterEvent {
  readonly kind: "setting";
}

export const setting = defineKind<SettingEvent>({
  name: "setting",
  concerns: "learner",
  undoable: false,
  words: "event_setting",
  // The preview lists those that would be in force, and they come along only where the user says so.
  touches: () => false,
  fields: {
    key: registerKey,
    value: laterAlso(anyOf(oneOf(true, false, null), finite, text(LONGEST_ID)), laterValue),
    ...replacing,
  },
  isRegister: true,
});
