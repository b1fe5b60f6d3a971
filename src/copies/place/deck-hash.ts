/** What tells two decks apart that have the same version: a hash of all that they say. */
import type { Deck } from "../../core/deck/deck.ts";
import { same } from "../../core/same.ts";
import { byCodeUnits, inIdOrder } from "../../core/text-order.ts";
import { cardIdsOf } from "../../store/database/key-ranges.ts";
import { positionKey, positionRow, readPosition } from "../../store/database/local.ts";
import { readableById } from "../../store/database/readable.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { write } from "../../store/database/transaction.ts";
import { readDeck } from "../../store/decks/decks.ts";
import { countsOf } from "../../store/decks/install-deck.ts";
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

/**
 * Of a deck in the database, worked out once for each installing; so it stays what it was where something of the deck is lost
 * later. Null where it is not whole and was not worked out before, or another one has taken its place meanwhile.
 */
export async function hashHere(db: Database, row: DeckRow): Promise<string | null> {
  const known = knownOf(await readPosition(db, KNOWN), row);
  if (known !== null) return known;
  const read = await readWholeDeck(db, row);
  return typeof read === "string" ? null : read.hash;
}

export interface WholeDeck {
  readonly deck: Deck;
  readonly hash: string;
}

/**
 * What became of reading a deck that is to be copied: it is `damaged` where a row cannot be read, or where it is not what was
 * installed, as far as its row and its hash tell, and `other` where another one has taken its place meanwhile.
 */
export type ReadWhole = WholeDeck | "damaged" | "other";

export async function readWholeDeck(db: Database, row: DeckRow): Promise<ReadWhole> {
  const deck = await readDeck(db, row.id).catch((error: unknown) => {
    console.error(`the deck ${row.id} cannot be read:`, error);
    return "damaged" as const;
  });
  if (deck === "damaged") return deck;
  if (!deck) return "other";
  const holdsAll = row.holds ? same(countsOf(deck), row.holds) : await saysAll(db, deck);
  const hash = await deckHash(deck);
  return write(db, ["decks", "local"], async (transaction) => {
    const now = await transaction.objectStore("decks").get(row.id);
    if (now?.installedAtMs !== row.installedAtMs || now.version !== row.version) return "other";
    const local = transaction.objectStore("local");
    const kept = (await local.get(positionKey(KNOWN)))?.value;
    const known = knownOf(kept, row);
    if (!holdsAll || (known !== null && known !== hash)) return "damaged";
    if (known === null) await local.put(positionRow(KNOWN, { ...hashesIn(kept), [row.id]: [stampOf(row), hash] }));
    return { deck, hash };
  });
}

/** Of a deck that an earlier version installed: whether each card that is asked says something. */
async function saysAll(db: Database, { id, cards }: Deck): Promise<boolean> {
  const there = new Set(cards.map((card) => card.id));
  const { rows } = await readableById(db.transaction("states").store, cardIdsOf(id));
  return rows.every((row) => !row || row.retired || there.has(row.id));
}

const stampOf = ({ installedAtMs, version }: DeckRow): string => `${installedAtMs} ${version}`;

function knownOf(kept: unknown, row: DeckRow): string | null {
  const [stamp, hash = null] = hashesIn(kept)[row.id] ?? [];
  return stamp === stampOf(row) ? hash : null;
}

function hashesIn(kept: unknown): Readonly<Record<string, readonly string[]>> {
  const entries = typeof kept === "object" && kept !== null ? Object.entries(kept) : [];
  return Object.fromEntries(entries.filter(([, pair]) => Array.isArray(pair)));
}
