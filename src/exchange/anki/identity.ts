/**
 * What Anki knows our cards by. Fixed for ever: Anki updates what it finds again under the same id and makes copies of
 * the rest.
 */
import type { CardId, DeckId } from "../../core/ids.ts";
import { cardOfVersion1 } from "../../core/log/version-1.ts";
import { fnv1a } from "../../core/memory/fuzz.ts";
import { movedTimes } from "./unique-times.ts";

export const NOTE_TYPE_ID = 1_763_856_000_001;
export const TEMPLATE_ID = 1_763_856_000_002;
/** By which it is found again where Anki, or its user, gave it another id. */
export const TEMPLATE_NAME = "Card";
export const DECK_CONFIG_ID = 1_763_856_000_003;
const FIRST_DECK_ID = 1_763_856_100_000;
const DECK_IDS = 90_000_000;
const FIRST_CARD_ID = FIRST_DECK_ID;

/** The tags by which Anki knows a note with a star, and one that is forgotten again and again. */
export const [MARKED, LEECH] = ["marked", "leech"] as const;

const GUID_PREFIX = "osteon:";

/** A note holds one card, so that the note's id says whose it is. */
export const guidOf = (card: CardId): string => `${GUID_PREFIX}${card}`;

/** As the log has it: no event names a longer one. */
const MAX_ID = 300;
/** The longest guid that can be ours. A character of JavaScript takes three bytes of UTF-8 at most. */
export const MAX_GUID_BYTES = GUID_PREFIX.length + MAX_ID * 3;

/** The card that a note of ours was made for; null for the notes of others. */
export function cardOfGuid(guid: string): CardId | null {
  const id = guid.startsWith(GUID_PREFIX) ? guid.slice(GUID_PREFIX.length) : "";
  if (id === "" || id.length > MAX_ID) return null;
  // Notes that version 1 made do not name the one deck there was.
  return id.split("/").length === 2 ? cardOfVersion1(id) : (id as CardId);
}

/** A deck's id in Anki follows from its id here, by FNV-1a, as a time in ms that has passed. */
export function ankiDeckId(deck: DeckId): number {
  return FIRST_DECK_ID + ((fnv1a(deck) >>> 0) % DECK_IDS);
}

/**
 * The ids of cards in Anki, each by the card's id here: the same in every package and on every device. Anki keeps the
 * reviews of cards that were deleted, and ignores a review whose time it has; only where the card has its old id again do
 * they belong to it. A note needs no such id: Anki finds it by its guid.
 *
 * FNV-1a as ms, so that Anki says that the cards were added in the 50 days from 23 November 2025. Of 1,000 cards two get
 * the same number once in 8,600 decks, and of 20,000 once in 22; who comes later by its id then gets the next number that is
 * free, and gets another one only where a card comes into the deck or leaves the profile with the same number and an earlier
 * id. Where another card of the user's has an id, Anki itself takes the first free one of those 999 apart, reviews and all.
 * @param cards all that there are, also those without content: what one of them leaves out may move another
 */
export function ankiCardIds(cards: readonly { readonly id: CardId }[]): ReadonlyMap<CardId, number> {
  const hashed = cards.map(({ id }) => ({ id, atMs: FIRST_CARD_ID + (fnv1a(id) >>> 0) }));
  const moved = movedTimes(hashed);
  return new Map(hashed.map(({ id, atMs }) => [id, moved.get(id) ?? atMs]));
}
