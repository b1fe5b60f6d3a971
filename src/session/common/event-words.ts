import { KINDS } from "../../core/log/kinds.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

/** What an event of a kind was, as its file in `core/log/kinds` says it; null for a kind that this version does not know. */
export function kindText(kind: string): string | null {
  const words = kindWords(kind);
  return words && t(words);
}

/** The message that says it; null for such a kind. */
export const kindWords = (kind: string): MessageKey | null =>
  (KINDS.get(kind)?.words as MessageKey | undefined) ?? null;
