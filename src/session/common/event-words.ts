import type { Envelope } from "../../core/log/envelope.ts";
import { kindOf } from "../../core/log/event.ts";
import { KINDS } from "../../core/log/kinds.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

/** What events of a kind are, as its file in `core/log/kinds` says it; null for a kind that this version does not know. */
export function kindText(kind: string): string | null {
  const words = KINDS.get(kind)?.words as MessageKey | undefined;
  return words === undefined ? null : t(words);
}

/**
 * The message that says of an event what it was, and where its kind has two ways, which of them; null for what this version does
 * not know. The table of kinds and the messages are held side by side by a test.
 */
export function eventWords(event: Envelope): MessageKey | null {
  const kind = kindOf(event);
  return kind && ((kind.wordsOf?.(event) ?? kind.words) as MessageKey);
}
