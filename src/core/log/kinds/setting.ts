import { LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, type Check, isObject, laterAlso, oneOf, text } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/** A setting was changed; null: back to the default. Keys that this version does not know are carried. */
export interface SettingEvent extends RegisterEvent {
  readonly kind: "setting";
}

const finite: Check = (value) => (typeof value === "number" && Number.isFinite(value) ? null : "not a number");
/** Settings that are more than one value may come. */
const several: Check = (value) => (Array.isArray(value) || isObject(value) ? null : "not a list or an object");

export const setting = defineKind<SettingEvent>({
  name: "setting",
  concerns: "learner",
  undoable: false,
  words: "event_setting",
  // The preview lists those that would be in force, and they come along only where the user says so.
  touches: () => false,
  fields: {
    key: registerKey,
    value: laterAlso(anyOf(oneOf(true, false, null), finite, text(LONGEST_ID)), several),
    ...replacing,
  },
  isRegister: true,
});
