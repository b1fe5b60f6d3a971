import type { EventId } from "../../ids.ts";
import type { Envelope } from "../envelope.ts";
import { eventId, LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, type Check, isObject, laterAlso, listOf, oneOf, optional, text } from "../fields.ts";

/**
 * Gives a value to a key of its kind. The last one counts, by time and then by id; but one that was replaced knowingly never
 * comes before what replaced it, however far ahead the clock was that stamped it.
 */
export interface RegisterEvent extends Envelope {
  readonly key: string;
  readonly value: string | number | boolean | null;
  /** The event that held the key when this one was made. */
  readonly replaces?: EventId;
  /** Others that would come before it if they were left, such as settings that a foreign file dated years ahead. */
  readonly alsoReplaces?: readonly EventId[];
}

/** Of so many rivals one event can say that it replaces them. */
export const MOST_REPLACED = 10_000;

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
export const replacing = { replaces: optional(eventId), alsoReplaces: optional(listOf(eventId, MOST_REPLACED)) };
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
  fields: { key, value: laterAlso(anyOf(oneOf(true, false, null), finite, text(LONGEST_ID)), several), ...replacing },
  isRegister: true,
});

export const seen = defineKind<SeenEvent>({
  name: "seen",
  concerns: "learner",
  undoable: false,
  words: "event_seen",
  // At most a note is not shown a first time.
  touches: () => false,
  fields: { key, value: oneOf(true), ...replacing },
  isRegister: true,
});

export const switchKind = defineKind<SwitchEvent>({
  name: "switch",
  concerns: "deck",
  undoable: false,
  words: "event_switch",
  // The preview reads off the registers which decks would be on or off.
  touches: () => false,
  fields: { key, value: oneOf(true, false), ...replacing },
  fits: ({ deck, key }) => (key === deck || key.startsWith(`${deck}/`) ? null : "key: is not the deck's"),
  isRegister: true,
});
