/**
 * Counts all days anew beside the sums that are there, in short steps: the check of the sums, and their rebuilding. Who
 * writes meanwhile brings both along, the new sums as far as they have come; so the two can be compared in the end, and are
 * never read in different transactions.
 */
import type { CardId, DeckId } from "../core/ids.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { same } from "../core/same.ts";
import type { DayEntry } from "../core/stats/day-entry.ts";
import { type DayRow, isDayRow } from "../core/stats/day-sums.ts";
import { readableIn } from "./attempt.ts";
import { changeRecount, countedUnder, DAY_STORES, entriesOf } from "./days.ts";
import { eventsOfNeighbours, rowsOfNeighbours } from "./neighbours.ts";
import type { Database } from "./open.ts";
import { beginRecountIn, keepRecount, readRecount } from "./recount-position.ts";
import type { StoreName } from "./schema.ts";
import { inShortStep } from "./short-step.ts";
import { type Writing, write } from "./transaction.ts";

/** Cards of one step at most, see `inShortStep`. */
const CARDS_AT_ONCE = 100;
/** Read together: some hundred events, in a few milliseconds. */
const BATCH = 25;
/** Days that are compared in one step. */
const DAYS_AT_ONCE = 500;

const STORES = ["states", "events", ...DAY_STORES] as const satisfies readonly StoreName[];

/**
 * Sums follow from the log, and a step that is lost is taken once more: to wait for the disk at each of some hundred would
 * take longer than all of them.
 */
const writeSums = <R>(db: Database, stores: readonly StoreName[], work: (writing: Writing) => Promise<R>): Promise<R> =>
  write(db, stores, work, "here", "relaxed");

/** Begins from the first card, whatever was counted before. */
export const beginRecount = (db: Database): Promise<void> => writeSums(db, DAY_STORES, beginRecountIn);

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
  writeSums(db, STORES, async (transaction) => {
    const position = await readRecount(transaction);
    if (!position || position.isDone) return false;
    const ids = await cardsAfter(transaction, position.counted, atOnce);
    const entries = new Map<CardId, readonly DayEntry[]>();
    const count = async (batch: readonly CardId[]): Promise<void> => {
      const [rows, eventsOf] = await Promise.all([
        rowsOfNeighbours(transaction.objectStore("states"), batch),
        eventsOfNeighbours(transaction, batch),
      ]);
      const under = await Promise.all(batch.map((id) => countedUnder(transaction, id, rows)));
      // What an id had before counts with the card that has it now, when that one's turn comes.
      const cards = under.filter(({ card }, i) => card === batch[i]);
      for (const [card, all] of await entriesOf(cards, eventsOf)) entries.set(card, all);
    };
    const done = await inShortStep(ids, count, BATCH);
    // Of all batches at once: they share most of their days, each of which is written once.
    if (!(await changeRecount(transaction, entries))) {
      await beginRecountIn(transaction);
      return true;
    }
    const isDone = ids.length < atOnce && done === ids.length;
    await keepRecount(transaction, { counted: ids[done - 1] ?? position.counted, isDone });
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

interface ReadDays {
  readonly keys: readonly DayKey[];
  /** Undefined for one that cannot be read. */
  readonly rows: readonly (DayRow | undefined)[];
}

/**
 * Compares the next days with what was counted, and puts that in the place of what is wrong.
 * @param after null to begin
 * @returns null where the counting is not done, or begins anew since what was counted is damaged
 */
export const compareSome = (db: Database, after: DayKey | null): Promise<Compared | null> =>
  writeSums(db, DAY_STORES, async (transaction) => {
    if ((await readRecount(transaction))?.isDone !== true) return null;
    const [days, recount] = [transaction.objectStore("days"), transaction.objectStore("recount")];
    const range = after && IDBKeyRange.lowerBound(after, true);
    const [there, right] = await Promise.all([
      readableIn(days, range, DAYS_AT_ONCE),
      readableIn(recount, range, DAYS_AT_ONCE),
    ]);
    if (!right.rows.every(isDayRow)) {
      await beginRecountIn(transaction);
      return null;
    }
    // Where one of the two has more, what lies behind its last row is for the next step.
    const ends = [there, right].flatMap(({ keys }) => (keys.length < DAYS_AT_ONCE ? [] : keys.slice(-1)));
    const next = ends.sort(indexedDB.cmp)[0] ?? null;
    const within = ({ keys, rows }: ReadDays) =>
      keys.flatMap((key, i) => (next === null || indexedDB.cmp(key, next) <= 0 ? [{ key, row: rows[i] }] : []));
    const expected = new Map(within(right).map((one) => [String(one.key), one]));
    const found = new Map(within(there).map((one) => [String(one.key), one]));
    let wrong = 0;
    for (const [name, { row }] of expected) {
      if (!row || same(found.get(name)?.row, row)) continue;
      wrong++;
      await days.put(row);
    }
    for (const [name, { key }] of found) {
      if (expected.has(name)) continue;
      wrong++;
      await days.delete(key);
    }
    if (next === null) {
      await recount.clear();
      await keepRecount(transaction, null);
    }
    return { wrong, days: new Set([...expected.keys(), ...found.keys()]).size, next };
  });
