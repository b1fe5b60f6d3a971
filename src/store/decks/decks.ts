import type { CardContent, Deck, DeckSource } from "../../core/deck/deck.ts";
import type { CardId, DeckId } from "../../core/ids.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { slicesOf } from "../../core/slices.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { cardIdsOf } from "../database/key-ranges.ts";
import { removedKey } from "../database/local.ts";
import { allIn, readableById } from "../database/readable.ts";
import {
  DECK_PARTS,
  type DeckPart,
  type DeckRow,
  type MediumRow,
  type OsteonDB,
  type PartRow,
  type StoreName,
} from "../database/schema.ts";
import { type Reading, type Writing, write } from "../database/transaction.ts";
import { noteUnlogged } from "../database/unlogged.ts";
import { type Counted, countedUnderAny, entriesOf } from "../days/counted-cards.ts";
import { changeDays } from "../days/days.ts";
import { type EventsOf, memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { eventsOfNeighbours } from "../states/neighbours.ts";
import { removeStates } from "../states/put-states.ts";
import { DECK_STORES, installDeck } from "./install-deck.ts";

/**
 * Installs those decks of the source that the database does not hold in their present version.
 * @returns whether anything was written
 */
export async function installDecks(
  db: Database,
  source: DeckSource,
  scheduler: Scheduler,
  nowMs: number,
): Promise<boolean> {
  const installed = new Map((await db.getAll("decks")).map((row) => [row.id, row]));
  let written = false;
  for (const { id, version } of await source.versions()) {
    const row = installed.get(id);
    if (row && (row.version === version || row.origin === "own")) continue;
    written = (await installDeck(db, await source.deck(id), scheduler, nowMs)) || written;
  }
  return written;
}

/** Removes a deck of the user's own. Its history stays in the log, and is there again when the deck comes back. */
export const removeDeck = (db: Database, id: DeckId): Promise<void> =>
  write(db, DECK_STORES, (transaction) => removeDeckIn(transaction, id));

/** The same within a larger write, which must hold `DECK_STORES`. */
export async function removeDeckIn(transaction: Writing, id: DeckId): Promise<void> {
  const row = await transaction.objectStore("decks").get(id);
  if (row?.origin !== "own") return;
  const media = transaction.objectStore("media");
  const { rows } = await readableById(transaction.objectStore("states"), cardIdsOf(id));
  const cards = rows.filter((card) => card !== undefined);
  // What was answered stays in the sums; where the cards stand leaves them with the deck.
  const studied = cards.filter(({ state }) => state.lastEventAtMs > 0).flatMap((card) => [card.id, ...card.formerIds]);
  const eventsOf = await eventsOfMany(transaction, studied);
  const known = new Map(cards.map((card) => [card.id, card]));
  const counted = await entriesOf(await countedUnderAny(transaction, studied, known), eventsOf);
  await removeStates(transaction, id, cards);
  await noteUnlogged(transaction);
  // No other deck has any of these ids.
  const alone = studied.map((card): Counted => ({ card, ids: [card], inDeck: false }));
  await changeDays(transaction, counted, await entriesOf(alone, eventsOf));
  // Also those whose state is lost: they would be cards of the deck when it comes back.
  await transaction.objectStore("contents").delete(cardIdsOf(id));
  for (const medium of await media.index("deck").getAllKeys(id)) await media.delete(medium);
  await transaction.objectStore("parts").delete(IDBKeyRange.bound([id], [id, []]));
  await transaction.objectStore("decks").delete(id);
  // A copy that still holds the deck must not bring it back.
  await transaction.objectStore("local").put({ key: removedKey(id), value: row.version });
}

/** Cards whose logs are asked for at once. */
const AT_ONCE = 100;

/** A request takes longer than some rows, and a deck may have thousands of cards. */
async function eventsOfMany(transaction: Writing, ids: readonly CardId[]): Promise<EventsOf> {
  const one = memoisedEvents(transaction.objectStore("events"));
  const found = new Map<CardId, EventsOf>();
  for (const some of slicesOf(ids.toSorted(byCodeUnits), AT_ONCE)) {
    const eventsOf = await eventsOfNeighbours(transaction, some);
    for (const id of some) found.set(id, eventsOf);
  }
  return (id) => (found.get(id) ?? one)(id);
}

/** A deck as it was when it was installed; null when it is not here. */
export async function readDeck(db: Database, id: DeckId): Promise<Deck | null> {
  const transaction = db.transaction([...WHOLE_DECK], "readonly");
  // A row that cannot be read ends it: whoever waits for that row hears of it.
  transaction.done.catch(() => undefined);
  const deck = await readDeckIn(transaction, id);
  await transaction.done;
  return deck;
}

/** What a transaction must hold for a deck to be read in it. */
export const WHOLE_DECK: readonly StoreName[] = ["decks", "parts", "media", "contents"];

/** `readDeck` within a larger transaction. */
export async function readDeckIn(transaction: Reading, id: DeckId): Promise<Deck | null> {
  const [row, parts, media, contents] = await Promise.all([
    transaction.objectStore("decks").get(id),
    allIn<OsteonDB["parts"]["key"], PartRow>(
      transaction.objectStore("parts"),
      IDBKeyRange.bound([id], [id, []]),
      (row) => [row.deck, row.part, row.id],
    ),
    transaction.objectStore("media").index("deck").getAll(id),
    // Not by way of their states: where one of those is lost, a copy of the deck must not lose the card.
    allIn<CardId, CardContent>(transaction.objectStore("contents"), cardIdsOf(id), (content) => content.id),
  ]);
  return row ? assembleDeck(row, parts, media, contents) : null;
}

/** A deck from its rows. */
export function assembleDeck(
  { origin: _, installedAtMs: __, mendedAtMs: ___, holds: ____, ...head }: DeckRow,
  parts: readonly PartRow[],
  media: readonly MediumRow[],
  contents: readonly CardContent[],
): Deck {
  const lists = Object.fromEntries(DECK_PARTS.map((part) => [part, itemsOf(parts, part)])) as unknown as Pick<
    Deck,
    DeckPart
  >;
  const cards = contents.toSorted((a, b) => a.order - b.order);
  return { ...head, ...lists, media: media.map(({ deck: _____, ...medium }) => medium), cards };
}

const itemsOf = (rows: readonly PartRow[], part: DeckPart) =>
  rows
    .filter((row) => row.part === part)
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
