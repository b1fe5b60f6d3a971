import type { Deck } from "../../core/deck/deck.ts";
import type { LogExport } from "../../core/log/log-export.ts";
import type { DeckRow, StoreName } from "../database/schema.ts";
import { readDeck, readDeckIn, WHOLE_DECK } from "../decks/decks.ts";
import { isOf, stampOf } from "../log/stamp.ts";
import type { Database } from "../opening/open.ts";
import { type LogEnd, withLog } from "./bulk-log.ts";
import { readReplaced } from "./rows-replaced.ts";

/** Where decks come, change or go all the while, they are read in one transaction after that, for which everybody waits. */
const TRIES = 3;

/**
 * Everything that cannot be made anew, so that it fits together: the decks of the user's own, and the log, which comes last, see
 * `withLog`. Rows of the log that are no events, or cannot be read, are left out.
 * @param tries others, for tests
 */
export async function readLogExport(db: Database, tries = TRIES): Promise<LogExport> {
  const { events, heads, ownDecks } = await withLog(db, () => decksOf(db, tries));
  return { events, decks: heads.map(({ id, version }) => ({ id, version })), ownDecks };
}

/** All of one moment, and where the log ended then. */
interface Decks {
  readonly heads: readonly DeckRow[];
  readonly ownDecks: readonly Deck[];
  readonly end: LogEnd;
}

async function decksOf(db: Database, tries: number): Promise<Decks> {
  for (let left = tries; left > 0; left--) {
    const found = await oneByOne(db);
    if (found) return found;
  }
  return inOne(db);
}

const STAMPED: readonly StoreName[] = ["decks", "events", "local"];

/** Each in a transaction of its own. Null where one came, changed or went meanwhile. */
async function oneByOne(db: Database): Promise<Decks | null> {
  const beginning = db.transaction([...STAMPED], "readonly");
  const [before, heads] = await Promise.all([stampOf(beginning), beginning.objectStore("decks").getAll()]);
  await beginning.done;
  const ownDecks: Deck[] = [];
  for (const { id, origin } of heads) {
    const deck = origin === "own" ? await readDeck(db, id) : null;
    if (deck) ownDecks.push(deck);
  }
  const ending = db.transaction([...STAMPED], "readonly");
  const [now, replaced] = await Promise.all([stampOf(ending), readReplaced(ending)]);
  await ending.done;
  return isOf(before, now) ? { heads, ownDecks, end: { place: now.place, replaced } } : null;
}

async function inOne(db: Database): Promise<Decks> {
  const transaction = db.transaction([...new Set([...STAMPED, ...WHOLE_DECK])], "readonly");
  const [heads, { place }, replaced] = await Promise.all([
    transaction.objectStore("decks").getAll(),
    stampOf(transaction),
    readReplaced(transaction),
  ]);
  const ownDecks: Deck[] = [];
  for (const { id, origin } of heads) {
    const deck = origin === "own" ? await readDeckIn(transaction, id) : null;
    if (deck) ownDecks.push(deck);
  }
  await transaction.done;
  return { heads, ownDecks, end: { place, replaced } };
}
