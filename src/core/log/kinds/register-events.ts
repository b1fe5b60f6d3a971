import type { EventId } from "../../ids.ts";
import type { Envelope } from "../envelope.ts";
import { eventId, LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, type Check, isObject, laterAlso, oneOf, optional, text } from "../fields.ts";

/**
 * Gives a value to a key of its kind. The last one counts, by time and then by id; but one that was replaced knowingly never
 * comes before what replaced it, however far ahead the clock was that stamped it.
 */
export interface RegisterEvent extends Envelope {
  readonly key: string;
  readonly value: string | number | boolean | null;
  /** The event that held the key when this one was made. */
  readonly replaces?: EventId;
}

/** A setting was changed; null: back to the default. Keys that this version does not know are carried. */
export interface SettingEvent extends RegisterEvent {
  readonly kind: "setting";
}
/** Something that is shown once was shown; the keys are made in `plan/notice.ts`. */
export interface SeenEvent extends RegisterEvent {
  readonly kind: "seen";
  readonly value: true;
}
/** A deck, or a chapter of it, was switched on or off. The key is the deck's id, or `deck/chapter`. */
export interface SwitchEvent extends RegisterEvent {
  readonly kind: "switch";
  readonly value: boolean;
}

const key = text(LONGEST_ID);
const replaces = optional(eventId);
const finite: Check = (value) => (typeof value === "number" && Number.isFinite(value) ? null : "not a number");
/** Settings that are more than one value may come. */
const several: Check = (value) => (Array.isArray(value) || isObject(value) ? null : "not a list or an object");

export const setting = defineKind<SettingEvent>({
  name: "setting",
  concerns: "learner",
  undoable: false,
  words: "event_setting",
  fields: { key, value: laterAlso(anyOf(oneOf(true, false, null), finite, text(LONGEST_ID)), several), replaces },
  isRegister: true,
});

export const seen = defineKind<SeenEvent>({
  name: "seen",
  concerns: "learner",
  undoable: false,
  words: "event_seen",
  fields: { key, value: oneOf(true), replaces },
  isRegister: true,
});

export const switchKind = defineKind<SwitchEvent>({
  name: "switch",
  concerns: "deck",
  undoable: false,
  words: "event_switch",
  fields: { key, value: oneOf(true, false), replaces },
  fits: ({ deck, key }) => (key === deck || key.startsWith(`${deck}/`) ? null : "key: is not the deck's"),
  isRegister: true,
});
