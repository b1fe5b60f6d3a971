/**
 * Counts all days anew beside the sums that are there, in short steps: the check of the sums, and their rebuilding. Who
 * writes meanwhile brings both along, the new sums as far as they have come; so the two can be compared in the end, and are
 * never read in different transactions.
 */
import type { CardId, DeckId } from "../core/ids.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { same } from "../core/same.ts";
import type { DayRow } from "../core/stats/day-sums.ts";
import { changeRecount, countedUnder, DAY_STORES, entriesOf } from "./days.ts";
import { memoisedEvents } from "./log.ts";
import type { Database } from "./open.ts";
import { beginRecountIn, keepRecount, readRecount } from "./recount-position.ts";
import type { StoreName } from "./schema.ts";
import { type Writing, write } from "./transaction.ts";

/** Cards of one step: some ten milliseconds' worth, so that no grade waits for longer. */
const CARDS_AT_ONCE = 200;
/** Days that are compared in one step. */
const DAYS_AT_ONCE = 500;

const STORES = ["states", "events", ...DAY_STORES] as const satisfies readonly StoreName[];

/** Begins from the first card, whatever was counted before. */
export const beginRecount = (db: Database): Promise<void> => write(db, DAY_STORES, beginRecountIn);

/**
 * Goes on with a recount that was begun, while there is time.
 * @returns whether any day was wrong
 */
export async function finishRecount(db: Database, goOn: () => boolean): Promise<boolean> {
  while (await recountSome(db)) if (!goOn()) return false;
  let wrong = 0;
  for (let after: DayKey | null = null; ; ) {
    const compared: Compared | null = await compareSome(db, after);
    wrong += compared?.wrong ?? 0;
    // From the beginning again where it is stopped: what was found is right by now.
    if (!compared?.next || !goOn()) return wrong > 0;
    after = compared.next;
  }
}

/**
 * Counts the next cards.
 * @param atOnce another number of them, for tests
 * @returns whether there are more; false also where no recount is under way
 */
export const recountSome = (db: Database, atOnce = CARDS_AT_ONCE): Promise<boolean> =>
  write(db, STORES, async (transaction) => {
    const position = await readRecount(transaction);
    if (!position || position.isDone) return false;
    const ids = await cardsAfter(transaction, position.counted, atOnce);
    const under = await Promise.all(ids.map((id) => countedUnder(transaction, id)));
    // What an id had before counts with the card that has it now, when that one's turn comes.
    const cards = under.filter(({ card }, i) => card === ids[i]);
    const entries = await entriesOf(cards, memoisedEvents(transaction.objectStore("events")));
    await changeRecount(transaction, entries);
    const isDone = ids.length < atOnce;
    await keepRecount(transaction, { counted: ids.at(-1) ?? position.counted, isDone });
    return !isDone;
  });

/** The next ids that have events or a state, in the order of the keys. */
async function cardsAfter(transaction: Writing, after: CardId, most: number): Promise<CardId[]> {
  const range = IDBKeyRange.lowerBound(after, true);
  const ids = new Set(await transaction.objectStore("states").getAllKeys(range, most));
  const byCard = transaction.objectStore("events").index("card");
  let cursor = await byCard.openKeyCursor(range, "nextunique");
  for (let met = 0; cursor && met < most; met++) {
    ids.add(cursor.key);
    cursor = await cursor.continue();
  }
  return [...ids].sort((a, b) => (a < b ? -1 : 1)).slice(0, most);
}

/** What a step of the comparison has found. */
export interface Compared {
  /** Days whose sums were wrong; they are right now. */
  readonly wrong: number;
  /** Days that were looked at. */
  readonly days: number;
  /** Where the next step begins; null when all is done. */
  readonly next: DayKey | null;
}
type DayKey = [StudyDay, DeckId];

/**
 * Compares the next days with what was counted, and puts that in the place of what is wrong.
 * @param after null to begin
 * @returns null where the counting is not done
 */
export const compareSome = (db: Database, after: DayKey | null): Promise<Compared | null> =>
  write(db, DAY_STORES, async (transaction) => {
    if ((await readRecount(transaction))?.isDone !== true) return null;
    const [days, recount] = [transaction.objectStore("days"), transaction.objectStore("recount")];
    const range = after && IDBKeyRange.lowerBound(after, true);
    const [there, right] = await Promise.all([days.getAll(range, DAYS_AT_ONCE), recount.getAll(range, DAYS_AT_ONCE)]);
    // Where one of the two has more, what lies behind its last row is for the next step.
    const ends = [there, right].flatMap((rows) => (rows.length < DAYS_AT_ONCE ? [] : rows.slice(-1)));
    const next = ends.map(keyOf).sort(indexedDB.cmp)[0] ?? null;
    const within = (row: DayRow): boolean => next === null || indexedDB.cmp(keyOf(row), next) <= 0;
    const expected = new Map(right.filter(within).map((row) => [String(keyOf(row)), row]));
    const found = new Map(there.filter(within).map((row) => [String(keyOf(row)), row]));
    let wrong = 0;
    for (const [key, row] of expected) {
      if (same(found.get(key), row)) continue;
      wrong++;
      await days.put(row);
    }
    for (const [key, row] of found) {
      if (expected.has(key)) continue;
      wrong++;
      await days.delete(keyOf(row));
    }
    if (next === null) {
      await recount.clear();
      await keepRecount(transaction, null);
    }
    return { wrong, days: new Set([...expected.keys(), ...found.keys()]).size, next };
  });

const keyOf = ({ day, deck }: DayRow): DayKey => [day, deck];
