import type { CardContent, Deck } from "../../core/deck/deck.ts";
import { type CardId, type DeckId, deckOf, factOf } from "../../core/ids.ts";
import { NEW_CARD_STATE } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { same } from "../../core/same.ts";
import { slicesOf } from "../../core/slices.ts";
import { cardIdsOf } from "../database/key-ranges.ts";
import { removedKey } from "../database/local.ts";
import { readableById } from "../database/readable.ts";
import {
  DECK_PARTS,
  type DeckCounts,
  type DeckPart,
  type DeckRow,
  type MediumRow,
  type PartRow,
  type StateRow,
  type StoreName,
} from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { noteFirstModel, noteUnlogged } from "../database/unlogged.ts";
import { writeMany } from "../database/write-many.ts";
import { countedUnderAny, entriesOf } from "../days/counted-cards.ts";
import { changeDays } from "../days/days.ts";
import { type EventsOf, memoisedEvents } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { putStates } from "../states/put-states.ts";
import { CARD_STORES, foldedAnew, refolded } from "../states/refold.ts";
import { stateRow } from "../states/state-row.ts";

/**
 * Brings a deck's cards to the content of this version, once per version. No card's history is touched: new wording
 * keeps it, a card that left the deck is hidden with it, a renamed card takes it along. A deck never takes the place of
 * one of the other origin, so that a file cannot pass for a bundled deck, nor a bundled deck sweep away one's own.
 * @returns whether anything was written
 * @throws RangeError for a deck with cards of another, now or in the past: no deck touches what is another's
 */
export async function installDeck(
  db: Database,
  deck: Deck,
  scheduler: Scheduler,
  nowMs: number,
  origin: DeckRow["origin"] = "bundled",
  isWanted?: IsWanted,
): Promise<boolean> {
  return write(db, DECK_STORES, (transaction) => installDeckIn(transaction, deck, scheduler, nowMs, origin, isWanted));
}

/**
 * Whether a deck is to be installed, also one of the same version then, asked in the transaction that would do it: another page may have installed a later
 * version, or removed the deck, since anyone looked before.
 * @param here what stands there now; undefined for nothing
 * @param isRemoved whether the user has removed it
 */
export type IsWanted = (here: DeckRow | undefined, isRemoved: boolean) => boolean;

/** What a transaction must hold for a deck to be installed in it. */
export const DECK_STORES = [
  ...CARD_STORES,
  "contents",
  "decks",
  "parts",
  "media",
] as const satisfies readonly StoreName[];

/**
 * `installDeck` within a larger write.
 * @param coming the events that the same write adds to an empty log later on, so that no row is written twice
 */
export async function installDeckIn(
  transaction: Writing,
  deck: Deck,
  scheduler: Scheduler,
  nowMs: number,
  origin: DeckRow["origin"],
  isWanted?: IsWanted,
  coming?: EventsOf,
): Promise<boolean> {
  const strange = deck.cards
    .flatMap(({ id, formerIds }) => [id, ...formerIds])
    .find((id) => !id.startsWith(`${deck.id}/`));
  if (strange) throw new RangeError(`${strange} is no card of ${deck.id}`);
  const installed = await transaction.objectStore("decks").get(deck.id);
  if (installed && installed.origin !== origin) return false;
  if (installed?.version === deck.version && !isWanted) return false;
  if (isWanted) {
    const removed = await transaction.objectStore("local").getKey(removedKey(deck.id));
    if (!isWanted(installed, removed !== undefined)) return false;
  }
  await Promise.all([
    installCards(transaction, deck, scheduler, { anew: !installed, coming }),
    installParts(transaction, deck),
    writeMany(transaction.objectStore("decks"), "put", [deckRow(deck, origin, nowMs)]),
    // It was removed once, perhaps, and is wanted again.
    transaction.objectStore("local").delete(removedKey(deck.id)),
    noteUnlogged(transaction),
    noteFirstModel(transaction, scheduler.model.id),
  ]);
  return true;
}

type Installing = Writing;

/** @param anew the deck was not here, so nothing says which cards it had, but for the log */
async function installCards(
  transaction: Installing,
  deck: Deck,
  scheduler: Scheduler,
  { anew, coming }: { readonly anew: boolean; readonly coming: EventsOf | undefined },
): Promise<void> {
  const states = transaction.objectStore("states");
  const contents = transaction.objectStore("contents");
  // A card whose row cannot be read gets a new one, as if it came with this version.
  const { rows: found } = await readableById(states, cardIdsOf(deck.id));
  const rows = new Map(found.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const present = new Set(deck.cards.map(({ id }) => id));
  const log = transaction.objectStore("events");
  // As at first, and before a backup is restored: then no card need be asked for its log, and nothing counts.
  const isEmpty = (await log.getAllKeys(null, 1)).length === 0;
  const eventsOf: EventsOf = isEmpty ? () => Promise.resolve([]) : memoisedEvents(log);
  // Of all others, the same counts before and after.
  const renamed = [...deck.cards, ...rows.values()].flatMap(({ id, formerIds }) =>
    formerIds.length > 0 ? [id, ...formerIds] : [],
  );
  const touched = isEmpty ? [] : new Set([...renamed, ...(await comingOrGoing(deck, rows, present, eventsOf))]);
  const counted = await entriesOf(await countedUnderAny(transaction, touched), eventsOf);
  const installed: StateRow[] = [];
  for (const content of deck.cards) {
    const known = rows.get(content.id);
    // Most that are new wait for a fact, and a row that is right from the start is written once.
    const entry = { ...entryOf(deck, content, present, known), locked: known?.locked ?? true };
    const row = stateRow(entry, known?.model ?? scheduler.model.id);
    // A card that is new here, or was renamed, may have a log: under a former id, or from a backup that came before
    // the deck. What another model made stays as it is until it is refolded.
    if (!known) installed.push(await foldedAnew(coming ?? eventsOf, row, scheduler));
    else installed.push(same(known.formerIds, row.formerIds) ? row : await refolded(eventsOf, row, scheduler));
  }
  const gone = [...rows.values()].filter(({ id }) => !present.has(id));
  const retired: StateRow[] = [];
  for (const id of anew ? await idsInLog(transaction, deck.id) : []) {
    if (present.has(id) || rows.has(id)) continue;
    retired.push(await leftDeck(id, eventsOf, scheduler));
  }
  for (const row of gone) {
    const formerIds = ownFormerIds(row, (id) => present.has(id));
    const revision = row.retired ? row.revision : row.revision + 1;
    const hidden = stateRow({ ...row, formerIds, revision, retired: true }, row.model);
    retired.push(same(formerIds, row.formerIds) ? hidden : await refolded(eventsOf, hidden, scheduler));
  }
  await Promise.all([
    putStates(
      transaction,
      [...installed, ...retired].map((row) => ({ before: rows.get(row.id), row })),
    ),
    // Not only of the cards that are gone: the state of one may be lost.
    contents.delete(cardIdsOf(deck.id)),
    writeMany(contents, "put", deck.cards),
  ]);
  await changeDays(transaction, counted, await entriesOf(await countedUnderAny(transaction, touched), eventsOf));
}

/** Cards that have a log and come into the deck or leave it: where they stand counts from now on, or no longer. */
async function comingOrGoing(
  deck: Deck,
  rows: ReadonlyMap<CardId, StateRow>,
  present: ReadonlySet<CardId>,
  eventsOf: EventsOf,
): Promise<CardId[]> {
  const coming = deck.cards.map(({ id }) => id).filter((id) => rows.get(id)?.retired !== false);
  const going = [...rows.values()].flatMap(({ id, retired }) => (retired || present.has(id) ? [] : [id]));
  const logs = await Promise.all([...coming, ...going].map(async (id) => [id, await eventsOf(id)] as const));
  return logs.flatMap(([id, log]) => (log.length > 0 ? [id] : []));
}

/** What a card's row takes from its deck. @param present whether the deck has a card of an id */
export function fromContent(deck: DeckId, content: CardContent, present: (id: CardId) => boolean) {
  const { id, fact, chapter, order, unlockedBy } = content;
  return { id, deck, fact, chapter, order, unlockedBy, formerIds: ownFormerIds(content, present) };
}

/**
 * What is known of a card of which only the log tells: it has left its deck, and its row was lost with the database. What
 * it had learnt still opens the cards that wait for its fact.
 */
export const fromLog = (id: CardId) => ({
  ...{ id, deck: deckOf(id), fact: factOf(id) },
  ...{ chapter: "", order: 0, unlockedBy: [], formerIds: [], retired: true, locked: false },
});

/** Such a card's row. */
const leftDeck = (id: CardId, eventsOf: EventsOf, scheduler: Scheduler): Promise<StateRow> =>
  foldedAnew(eventsOf, stateRow({ ...fromLog(id), state: NEW_CARD_STATE, revision: 0 }, scheduler.model.id), scheduler);

/** Cards of which all is asked for at once. */
const AT_ONCE = 1000;

/** Makes the rows of cards that have events and no row, where their decks are here and have no such card any more. */
export async function addLeftDecks(
  transaction: Writing,
  ids: readonly CardId[],
  eventsOf: EventsOf,
  scheduler: Scheduler,
): Promise<void> {
  if (ids.length === 0) return;
  const decks = new Set(await transaction.objectStore("decks").getAllKeys());
  const [states, contents] = [transaction.objectStore("states"), transaction.objectStore("contents")];
  // What cannot be read, or is lost though the deck has the card, is for the check to make anew.
  const isKnown = async (id: CardId): Promise<boolean> => {
    const keys = await Promise.all([states.getKey(id), contents.getKey(id)]);
    return keys.some((key) => key !== undefined);
  };
  const here = ids.filter((id) => decks.has(deckOf(id)));
  for (const some of slicesOf(here, AT_ONCE)) {
    const rows = await Promise.all(
      some.map(async (id) => ((await isKnown(id)) ? [] : [await leftDeck(id, eventsOf, scheduler)])),
    );
    await putStates(
      transaction,
      rows.flat().map((row) => ({ before: undefined, row })),
    );
  }
}

/** The ids of a deck's cards that have events. */
async function idsInLog(transaction: Installing, deck: DeckId): Promise<CardId[]> {
  const ids: CardId[] = [];
  const byCard = transaction.objectStore("events").index("card");
  let cursor = await byCard.openKeyCursor(cardIdsOf(deck), "nextunique");
  for (; cursor; cursor = await cursor.continue()) ids.push(cursor.key);
  return ids;
}

/** The history of a card that is there is its own, whatever another card says of its past. */
const ownFormerIds = (
  { formerIds }: Pick<CardContent, "formerIds">,
  present: (id: CardId) => boolean,
): readonly CardId[] => formerIds.filter((former) => !present(former));

/** The card with the deck's wording and its own history. Its revision stays: a new wording refuses no grade. */
function entryOf(deck: Deck, content: CardContent, present: ReadonlySet<CardId>, known: StateRow | undefined) {
  const { state, revision } = known ?? { state: NEW_CARD_STATE, revision: 0 };
  return { ...fromContent(deck.id, content, (id) => present.has(id)), state, revision, retired: false };
}

/** Writes a deck's lists and media in place of those that are there. */
export async function installParts(transaction: Installing, deck: Deck): Promise<void> {
  const parts = transaction.objectStore("parts");
  const media = transaction.objectStore("media");
  await parts.delete(IDBKeyRange.bound([deck.id], [deck.id, []]));
  for (const id of await media.index("deck").getAllKeys(deck.id)) await media.delete(id);
  await Promise.all([writeMany(parts, "put", partsOf(deck)), writeMany(media, "put", mediaOf(deck))]);
}

/** The rows of a deck's lists. */
export const partsOf = (deck: Deck): PartRow[] => DECK_PARTS.flatMap((part) => partRows(deck, part));

/** The rows of a deck's pictures. */
export const mediaOf = (deck: Deck): MediumRow[] => deck.media.map((medium) => ({ ...medium, deck: deck.id }));

const partRows = (deck: Deck, part: DeckPart): PartRow[] =>
  deck[part].map(
    (item, place) => ({ deck: deck.id, part, id: "id" in item ? item.id : String(place), place, item }) as PartRow,
  );

function deckRow(deck: Deck, origin: DeckRow["origin"], installedAtMs: number): DeckRow {
  const { cards, media, entities, relations, facts, terms, corrections, treatments, references, drawings, ...rest } =
    deck;
  return { ...rest, origin, installedAtMs, holds: countsOf(deck) };
}

/** How many rows a deck takes: of several under one key the last one stays. */
export function countsOf(deck: Deck): DeckCounts {
  const different = (keys: readonly string[]): number => new Set(keys).size;
  return {
    cards: different(deck.cards.map(({ id }) => id)),
    media: different(deck.media.map(({ id }) => id)),
    items: different(partsOf(deck).map(({ part, id }) => `${part}/${id}`)),
  };
}
