/** What the kinds of event have in common that give a value to a key, such as a setting; see `register.ts`. */
import type { Wording } from "../deck/wording.ts";
import type { EventId } from "../ids.ts";
import type { Envelope } from "./envelope.ts";
import { eventId, LONGEST_ID } from "./envelope-fields.ts";
import { anyOf, type Check, isObject, listOf, oneOf, optional, text } from "./fields.ts";

/**
 * Gives a value to a key of its kind. The last one counts, by time and then by id; but one that was replaced knowingly never
 * comes before what replaced it, however far ahead the clock was that stamped it.
 */
export interface RegisterEvent extends Envelope {
  readonly key: string;
  readonly value: string | number | boolean | Wording | null;
  /** The event that held the key when this one was made. */
  readonly replaces?: EventId;
  /** Others that would come before it if they were left, such as settings that a foreign file dated years ahead. */
  readonly alsoReplaces?: readonly EventId[];
}

/** Of so many rivals one event can say that it replaces them. */
export const MOST_REPLACED = 10_000;

export const registerKey: Check = text(LONGEST_ID);
export const finite: Check = (value) => (typeof value === "number" && Number.isFinite(value) ? null : "not a number");
/** A value that is more than one, as in a list. */
const several: Check = (value) => (Array.isArray(value) || isObject(value) ? null : "not a list or an object");
/** What a key of settings or plans may have in a later version. */
export const laterValue: Check = anyOf(oneOf(true, false, null), finite, text(LONGEST_ID), several);
export const replacing = { replaces: optional(eventId), alsoReplaces: optional(listOf(eventId, MOST_REPLACED)) };
