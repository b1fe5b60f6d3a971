import type { CardId, DeckId } from "../core/ids.ts";

/** The ids of all cards of a deck: they begin with the deck's and a slash. */
export const idsIn = (deck: DeckId): IDBKeyRange => IDBKeyRange.bound(`${deck}/` as CardId, `${deck}/\uffff` as CardId);
