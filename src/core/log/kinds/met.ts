import type { FactId } from "../../ids.ts";
import { defineKind } from "../event-kind.ts";
import { oneOf } from "../fields.ts";
import { type RegisterEvent, registerKey, replacing } from "../register-event.ts";

/** A fact was read before its first question, see `plan/meeting.ts`. The key is the fact. */
export interface MetEvent extends RegisterEvent {
  readonly kind: "met";
  readonly fact: FactId;
  readonly value: true;
}

export const met = defineKind<MetEvent>({
  name: "met",
  concerns: "fact",
  // Taken back, it is shown once more.
  undoable: true,
  words: "event_met",
  fields: { key: registerKey, value: oneOf(true), ...replacing },
  fits: ({ fact, key }) => (key === fact ? null : "key: is not the fact"),
  isRegister: true,
});
