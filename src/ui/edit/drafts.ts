import type { Typed } from "../../core/deck/typed-wording.ts";
import type { CardId } from "../../core/ids.ts";

/** What was typed and not kept, for as long as the page is open: Escape, or a card that went, must lose nothing. */
const drafts = new Map<CardId, Typed>();

export const draftOf = (card: CardId): Typed | null => drafts.get(card) ?? null;
export const keepDraft = (card: CardId, typed: Typed): unknown => drafts.set(card, typed);
export const forgetDraft = (card: CardId): unknown => drafts.delete(card);
