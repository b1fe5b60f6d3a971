import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/** Something that is shown once was shown; the keys are made in `plan/notice.ts`. */
export interface SeenEvent extends RegisterEvent {
  readonly kind: "seen";
  readonly value: true;
}

export const seen = defineKind<SeenEvent>({
  name: "seen",
  concerns: "learner",
  undoable: false,
  words: "event_seen",
  // At most a note is not shown a first time.
  touches: () => false,
  fields: { key: registerKey, value: oneOf(true), ...replacing },
  isRegister: true,
});
