/** What tells two decks apart that have the same version: a hash of all that they say. */
import type { Deck } from "../../core/deck/deck.ts";
import { byCodeUnits, inIdOrder } from "../../core/text-order.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { readDeck } from "../../store/decks/decks.ts";
import type { Database } from "../../store/opening/open.ts";
import { sha256 } from "../../store/segments/pack.ts";

/** In hex digits: names of files have an end somewhere. */
const DIGITS = 32;
const KNOWN = "deck-hashes";

/**
 * The first half of a SHA-256 in hex, the same on each device: whatever the order of fields, and that of cards and pictures,
 * which a database has in an order of its own.
 */
export async function deckHash(deck: Deck): Promise<string> {
  const cards = deck.cards.toSorted((a, b) => a.order - b.order || inIdOrder(a, b));
  const media = deck.media.toSorted(inIdOrder);
  const text = JSON.stringify({ ...deck, cards, media }, (_, value: unknown) => inOrder(value));
  return (await sha256(new TextEncoder().encode(text))).slice(0, DIGITS);
}

const inOrder = (value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => byCodeUnits(a, b)));

/** Of a deck in the database, worked out once for each installing. Null where another has taken its place meanwhile. */
export async function hashHere(db: Database, { id, installedAtMs, version }: DeckRow): Promise<string | null> {
  const stamp = `${installedAtMs} ${version}`;
  const known = await knownHashes(db);
  const before = known[id];
  if (before?.[0] === stamp && before[1] !== undefined) return before[1];
  const deck = await readDeck(db, id);
  const now = await db.get("decks", id);
  if (!deck || now?.installedAtMs !== installedAtMs || now.version !== version) return null;
  const hash = await deckHash(deck);
  await keepPosition(db, KNOWN, { ...known, [id]: [stamp, hash] });
  return hash;
}

async function knownHashes(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const kept = await readPosition(db, KNOWN);
  const entries = typeof kept === "object" && kept !== null ? Object.entries(kept) : [];
  return Object.fromEntries(entries.filter(([, pair]) => Array.isArray(pair)));
}
