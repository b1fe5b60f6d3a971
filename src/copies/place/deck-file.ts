/** The file of one deck: how it is written, and what is a deck when it is read. */
import type { Deck } from "../../core/deck/deck.ts";
import type { Place } from "../../core/log/place.ts";
import { MOST_BYTES, packJson, unpackJson } from "../../store/segments/pack.ts";
import { deckHash } from "./deck-hash.ts";
import { type DeckFile, deckFileName } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";

/** Says whether what a file holds is a deck indeed; null where it is none. */
export type JudgeDeck = (value: unknown) => Deck | null;

/** What a file of a deck holds: `newer` where only a newer version can read it, null where it is damaged or no such deck. */
export type ReadDeck = Deck | "newer" | null;

/** What the name of a file says of its deck. */
type NamedDeck = Pick<DeckFile, "name" | "id"> & Partial<Pick<DeckFile, "hash">>;

export const writeDeck = async (place: Place, deck: Deck): Promise<void> =>
  writeVerified(place, deckFileName(deck), await packJson(deck));

/** Null where the file is damaged, or not there, or holds what this version cannot read. */
export async function readDeckFile(place: Place, file: NamedDeck): Promise<Deck | null> {
  const bytes = await place.read(file.name);
  const read = bytes && (await unpackDeck(file, bytes));
  return read === "newer" ? null : read;
}

export async function unpackDeck(
  { name, id, hash = null }: NamedDeck,
  bytes: Uint8Array<ArrayBuffer>,
  judge: JudgeDeck = asWritten,
): Promise<ReadDeck> {
  try {
    const value = await unpackJson(bytes, MOST_BYTES);
    if (isNewerDeck(value)) return "newer";
    const deck = judge(value);
    if (deck?.id === id && (hash === null || (await deckHash(deck)) === hash)) return deck;
    console.error(`${name} holds another deck or none`);
  } catch (error) {
    console.error(`${name} is damaged:`, error);
  }
  return null;
}

/** The form of decks that this version knows. */
const FORMAT = 2;

const hasFormat = (value: unknown): value is { readonly format: unknown } =>
  typeof value === "object" && value !== null && "format" in value;

const isNewerDeck = (value: unknown): boolean =>
  hasFormat(value) && typeof value.format === "number" && value.format > FORMAT;

/** Of this profile's own files, which are whole, as their checksum says: only the kind is looked at. */
export const asWritten: JudgeDeck = (value) => (isDeck(value) ? value : null);

const isDeck = (value: unknown): value is Deck => hasFormat(value) && value.format === FORMAT && "cards" in value;
