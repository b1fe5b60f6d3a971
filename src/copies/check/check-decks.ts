/** Is all there that cards and decks say? Bundled decks come from the extension again, others from the second record. */
import type { CardContent, Deck } from "../../core/deck/deck.ts";
import type { CardId, DeckId } from "../../core/ids.ts";
import { same } from "../../core/same.ts";
import { inIdOrder } from "../../core/text-order.ts";
import { cardIdsOf } from "../../store/database/key-ranges.ts";
import { readableBy, readableUnder } from "../../store/database/readable.ts";
import type { DeckRow, PartRow, StoreName } from "../../store/database/schema.ts";
import { type Reading, read, readEnding, type Writing, write } from "../../store/database/transaction.ts";
import { writeMany } from "../../store/database/write-many.ts";
import { installDeck, installParts, mediaOf, partsOf } from "../../store/decks/install-deck.ts";
import type { Database } from "../../store/opening/open.ts";
import { rowsOfNeighbours } from "../../store/states/neighbours.ts";
import { deckFileName } from "../place/file-names.ts";
import { readCopyOf } from "../place/written-decks.ts";
import { bothChecked, type Checked, finding, NOTHING_CHECKED } from "./findings.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

/** Cards of one transaction. */
const AT_ONCE = 200;
/** Rows of its lists. Firefox has one thread for a database: a grade waits for one answer. */
const ROWS_AT_ONCE = 500;
/** For so long cards are compared before anybody is told how far that came, in ms; no transaction takes as long. */
const STEP_MS = 100;
/** Of one step of a deck: its lists and media, before its cards. */
const LISTS = -1;

/** Deck by deck, in the order of their ids; in each its lists first, and then its cards. */
async function step(tools: CheckTools, after: Position): Promise<Step> {
  const { reading, done: isRead } = readEnding(tools.db, ["decks"]);
  const rows = await reading.objectStore("decks").getAll();
  await isRead;
  const bundled = await tools.decks.versions();
  const ids = [...new Set([...rows.map(({ id }) => id), ...bundled.map(({ id }) => id)])].sort();
  const [number, from] = Array.isArray(after) ? after : [0, LISTS];
  const id = ids[number];
  if (id === undefined) return { next: null, checked: NOTHING_CHECKED, looked: 0 };
  const row = rows.find((one) => one.id === id);
  const version = bundled.find((one) => one.id === id)?.version;
  const nextDeck: Step["next"] = [number + 1, LISTS];
  if (!row) return { next: nextDeck, checked: await installMissing(tools, id), looked: 0 };
  // Another version than the extension's is for the next installation of decks.
  if (row.origin === "bundled" && row.version !== version)
    return { next: nextDeck, checked: NOTHING_CHECKED, looked: 0 };
  const deck = await deckOf(tools, row);
  if (!deck) return { next: nextDeck, checked: finding("content", await countWithout(tools.db, id), 0), looked: 0 };
  if (from === LISTS) return { next: [number, 0], checked: await checkLists(tools.db, row, deck), looked: 0 };
  const end = performance.now() + STEP_MS;
  let checked = NOTHING_CHECKED;
  let done = Number(from);
  do {
    const cards = inOrderOfKeys(deck).slice(done, done + AT_ONCE);
    const one = await checkContents(tools.db, row, cards);
    tools.onFound?.(one);
    checked = bothChecked(checked, one);
    done += AT_ONCE;
  } while (done < deck.cards.length && performance.now() < end);
  const looked = Math.min(done, deck.cards.length) - Number(from);
  if (done < deck.cards.length) return { next: [number, done], checked, looked };
  // As long as it stands in memory, whatever collects that takes longer.
  tools.read.delete(readName(row));
  return { next: nextDeck, checked, looked };
}

export const checkDecks: CheckPart = { count: ({ db }) => db.count("contents"), costUs: 45, step };

/** A bundled deck that is not here: a fault only where some of its cards are. */
async function installMissing({ db, decks, scheduler }: CheckTools, id: DeckId): Promise<Checked> {
  const cards = await db.getAllKeys("states", cardIdsOf(id), 1);
  const contents = await db.getAllKeys("contents", cardIdsOf(id), 1);
  const isInstalled = await installDeck(db, await decks.deck(id), scheduler, Date.now());
  // Where somebody else was faster, it is told there.
  const lost = isInstalled && cards.length + contents.length > 0 ? 1 : 0;
  return finding("content", lost, lost);
}

/** The deck as it was installed, from where it came or is kept; null where it is kept nowhere. */
async function deckOf({ db, place, decks, read: known }: CheckTools, row: DeckRow): Promise<Deck | null> {
  const name = readName(row);
  const found = known.get(name);
  if (found !== undefined) return found;
  const deck = row.origin === "bundled" ? await decks.deck(row.id) : place && (await readCopyOf(db, place, row));
  known.set(name, deck);
  return deck;
}

/** Another deck may have been installed since the step before, also one of the same version. */
const readName = (row: DeckRow): string => `${deckFileName(row)} ${row.installedAtMs}`;

const sorted = new WeakMap<Deck, readonly CardContent[]>();

/** Its cards, so that neighbours are read together. Sorted once, and not in each step. */
function inOrderOfKeys(deck: Deck): readonly CardContent[] {
  const cards = sorted.get(deck) ?? deck.cards.toSorted(inIdOrder);
  sorted.set(deck, cards);
  return cards;
}

/** Cards that should say something and do not. */
async function countWithout(db: Database, deck: DeckId): Promise<number> {
  const transaction = read(db, ["states", "contents"]);
  const [rows, contents] = await Promise.all([
    transaction.objectStore("states").getAll(cardIdsOf(deck)),
    transaction.objectStore("contents").getAllKeys(cardIdsOf(deck)),
  ]);
  const there = new Set(contents);
  return rows.filter(({ id, retired }) => !retired && !there.has(id)).length;
}

async function checkLists(db: Database, row: DeckRow, deck: Deck): Promise<Checked> {
  const aside: Open = (store) => readEnding(db, [store]);
  if ((await wrongInLists(aside, deck)) === 0) return NOTHING_CHECKED;
  const mended = await mend(db, row, ["parts", "media"], async (transaction) => {
    // Somebody else may have been faster.
    const wrong = await wrongInLists(() => ({ reading: transaction, done: Promise.resolve() }), deck);
    if (wrong > 0) await installParts(transaction, deck);
    return wrong;
  });
  return finding("content", mended, mended);
}

/**
 * Writes only what is still the deck's: another one may have been installed in its place meanwhile, or it was removed. Then
 * nothing was wrong with what was read: it belonged to the other one.
 * @param before the deck's row when its copy was looked for
 * @param work tells how much was wrong
 * @returns the same; 0 where it is no longer this deck
 */
const mend = (
  db: Database,
  before: DeckRow,
  stores: readonly StoreName[],
  work: (transaction: Writing) => Promise<number>,
): Promise<number> =>
  write(db, ["decks", ...stores], async (transaction) => {
    const decks = transaction.objectStore("decks");
    const row = await decks.get(before.id);
    if (row?.version !== before.version || row.installedAtMs !== before.installedAtMs) return 0;
    const wrong = await work(transaction);
    // Whoever has kept something of the deck by its row reads it again. It is no other deck: a copy of it stays as it is.
    if (wrong > 0) await decks.put({ ...row, mendedAtMs: Math.max(Date.now(), (row.mendedAtMs ?? 0) + 1) });
    return wrong;
  });

/** Begins to read a store, and says when that has come to its end. */
type Open = (store: "parts" | "media") => { readonly reading: Reading; readonly done: Promise<void> };

/** How many rows of its lists and media are missing, wrong, or too many. */
const wrongInLists = async (open: Open, deck: Deck): Promise<number> =>
  (await wrongInParts(open, deck)) + (await wrongInMedia(open, deck));

const partKey = ({ deck, part, id }: PartRow): [DeckId, PartRow["part"], string] => [deck, part, id];

async function wrongInParts(open: Open, deck: Deck): Promise<number> {
  const keyOf = ({ part, id }: { readonly part: string; readonly id: string }): string => `${part}/${id}`;
  const expected = new Map(partsOf(deck).map((row) => [keyOf(row), row]));
  let wrong = 0;
  for (let range = IDBKeyRange.bound([deck.id], [deck.id, []]); ; ) {
    const { reading, done } = open("parts");
    const { keys, rows } = await readableBy(reading.objectStore("parts"), partKey, range, ROWS_AT_ONCE);
    await done;
    for (const [i, [, part, id]] of keys.entries()) {
      const key = keyOf({ part, id });
      if (rows[i] === undefined || !same(rows[i], expected.get(key))) wrong++;
      expected.delete(key);
    }
    const last = keys.at(-1);
    if (!last || keys.length < ROWS_AT_ONCE) return wrong + expected.size;
    range = IDBKeyRange.bound(last, [deck.id, []], true);
  }
}

async function wrongInMedia(open: Open, deck: Deck): Promise<number> {
  const { reading, done } = open("media");
  const rows = await readableUnder(reading.objectStore("media").index("deck"), deck.id);
  await done;
  const here = new Map(rows.map((row) => [row.id, row]));
  const expected = new Map(mediaOf(deck).map((row) => [row.id, row]));
  return [...new Set([...here.keys(), ...expected.keys()])].filter((id) => !same(here.get(id), expected.get(id)))
    .length;
}

/** @param cards in the order of the keys */
async function checkContents(db: Database, row: DeckRow, cards: readonly CardContent[]): Promise<Checked> {
  const ids = idsOf(cards);
  const { reading, done } = readEnding(db, ["contents"]);
  const rows = await rowsOfNeighbours(reading.objectStore("contents"), ids);
  await done;
  const found = wrongAmong(cards, rows);
  if (found.length === 0) return NOTHING_CHECKED;
  const mended = await mend(db, row, ["contents"], async (transaction) => {
    const contents = transaction.objectStore("contents");
    // Somebody else may have been faster.
    const wrong = wrongAmong(found, await rowsOfNeighbours(contents, idsOf(found)));
    await writeMany(contents, "put", wrong);
    return wrong.length;
  });
  return finding("content", mended, mended);
}

const idsOf = (cards: readonly CardContent[]): readonly CardId[] => cards.map(({ id }) => id);

const wrongAmong = (cards: readonly CardContent[], rows: ReadonlyMap<CardId, CardContent>): readonly CardContent[] =>
  cards.filter((card) => !same(card, rows.get(card.id)));
