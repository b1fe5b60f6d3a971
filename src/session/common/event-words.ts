import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import { KINDS } from "../../core/log/kinds.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

/** What an event of a kind was, as its file in `core/log/kinds` says it; null for a kind that this version does not know. */
export function kindText(kind: string): string | null {
  const words = kindWords(kind);
  return words && t(words);
}

/** The message that says it; null for such a kind. */
const kindWords = (kind: string): MessageKey | null => (KINDS.get(kind)?.words as MessageKey | undefined) ?? null;

/** What has two ways has words for each. */
const GIVEN: Readonly<Record<string, readonly [given: MessageKey, ended: MessageKey]>> = {
  mark: ["eventMarked", "eventUnmarked"],
  edit: ["eventEdited", "eventUnedited"],
  suspend: ["eventSuspended", "eventUnsuspended"],
};

/** Of a star, a wording or a suspension: whether it was given, or ended. Null for all else. */
export function isGiven(event: Envelope): boolean | null {
  if (isOfKind(event, "mark") || isOfKind(event, "suspend")) return event.value;
  return isOfKind(event, "edit") ? event.value !== null : null;
}

/** The message that says of an event what it was, and where its kind has two ways, which of them; null as for `kindText`. */
export function wordsOf(kind: string, given: boolean | null): MessageKey | null {
  const ways = given === null ? undefined : GIVEN[kind];
  return ways ? ways[given ? 0 : 1] : kindWords(kind);
}

/** The same of an event as it stands in the log. */
export const eventWords = (event: Envelope): MessageKey | null => wordsOf(event.kind, isGiven(event));
