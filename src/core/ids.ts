/** A string that carries what it names, so that a card's id cannot be passed where a fact's is wanted. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/** `deck/fact/template`, fixed for ever: wording may change under it, history never moves from it. */
export type CardId = Branded<"CardId">;
/** `deck/fact`: the fact a card is a view of. */
export type FactId = Branded<"FactId">;
/** Unique for ever and on every machine; sorts by the time it was made. See {@link makeEventId}. */
export type EventId = Branded<"EventId">;
/** A random id of one profile of one browser, kept outside the log. */
export type DeviceId = Branded<"DeviceId">;
/** The folder name of a deck, for instance `bone-hormones`. */
export type DeckId = Branded<"DeckId">;
/** `deck/term`: a term of the glossary. */
export type TermId = Branded<"TermId">;
/** `deck/entity`: what a fact speaks of. */
export type EntityId = Branded<"EntityId">;
/** A work in the list of references; unique within its deck. */
export type ReferenceId = Branded<"ReferenceId">;

export const referenceId = (name: string): ReferenceId => name as ReferenceId;
export const factId = (deck: DeckId, name: string): FactId => `${deck}/${name}` as FactId;
export const termId = (deck: DeckId, name: string): TermId => `${deck}/${name}` as TermId;
export const entityId = (deck: DeckId, name: string): EntityId => `${deck}/${name}` as EntityId;

export const cardId = (fact: FactId, template: string): CardId => `${fact}/${template}` as CardId;

// Whatever has a row knows its deck and its fact by fields. Of what only the log tells, only its id does.

/** The deck of a card or a fact, whether it is here or not. Of an id without a deck, which none has: none. */
export const deckOf = (id: CardId | FactId): DeckId => id.slice(0, Math.max(0, id.indexOf("/"))) as string as DeckId;

/** The fact of a card, whether it is here or not. */
export const factOf = (card: CardId): FactId => card.slice(0, Math.max(0, card.lastIndexOf("/"))) as string as FactId;

/** What a fact is called within its deck. */
export const factName = (fact: FactId): string => fact.slice(deckOf(fact).length + 1);

/**
 * An event id: nine base-36 digits of the time in ms (enough until the year 5188), a hyphen, 80 random bits in
 * base 32. Ids made on one machine sort by time; ids made on two machines never meet.
 * @param random `ID_BYTES` random bytes, or more
 */
export function makeEventId(atMs: number, random: Uint8Array): EventId {
  const time = Math.max(0, Math.floor(atMs)).toString(36).padStart(9, "0");
  return `${time}-${base32(random)}` as EventId;
}

/** Of the random bytes of an id so many are the same in all that is made as one, and so many of its digits with them. */
const SHARED_BYTES = 7;
const SHARED_DIGITS = 11;

/**
 * The random bytes of one of many events that are made as one. Their ids stand beside each other wherever they are put in
 * order, those of one instant without any other id between them: see {@link stemOf}.
 * @param random of all of them, `ID_BYTES` bytes or more
 * @param place from 0; 2^24 of them at most
 */
export function randomAmongMany(random: Uint8Array, place: number): Uint8Array {
  return Uint8Array.of(...random.subarray(0, SHARED_BYTES), place >>> 16, place >>> 8, place);
}

/**
 * What the ids of all events begin with that were made as one with this one, of the same instant; mostly it is alone. As a
 * key it comes right before them.
 */
export const stemOf = (id: EventId): EventId => id.slice(0, 10 + SHARED_DIGITS) as EventId;

/** @param random `ID_BYTES` random bytes, or more */
export const makeDeviceId = (random: Uint8Array): DeviceId => base32(random) as DeviceId;

/** So many random bytes make an id: 80 bits, 16 digits of base 32. */
export const ID_BYTES = 10;
const DIGITS = "0123456789abcdefghijklmnopqrstuv";

function base32(random: Uint8Array): string {
  if (random.length < ID_BYTES) throw new RangeError(`an id needs ${ID_BYTES} random bytes, got ${random.length}`);
  let [digits, bits, rest] = ["", 0, 0];
  for (let i = 0; i < ID_BYTES; i++) {
    rest = ((rest << 8) | (random[i] ?? 0)) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) digits += DIGITS[(rest >>> (bits - 5)) & 31];
  }
  return digits;
}
