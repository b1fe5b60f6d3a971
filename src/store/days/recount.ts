/**
 * Counts all days anew beside the sums that are there, in short steps: the check of the sums, and their rebuilding. Who
 * writes meanwhile brings both along, the new sums as far as they have come; so the two can be compared in the end, and are
 * never read in different transactions.
 */
import type { CardId, DeckId } from "../../core/ids.ts";
import { same } from "../../core/same.ts";
import { type DayRow, isDayRow } from "../../core/stats/day-sums.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { atPace, BEGIN_WITH } from "../database/pace.ts";
import { readableById, readableIn } from "../database/readable.ts";
import type { StoreName } from "../database/schema.ts";
import { type Reading, read, readEnding, type Writing, write } from "../database/transaction.ts";
import { lastPlace } from "../log/log.ts";
import { EVENTS_EACH, type HeldInMemory, nextLogs } from "../log/next-logs.ts";
import type { Database } from "../opening/open.ts";
import { type CountedLog, countedUnder, entriesIn, logsOf } from "./counted-cards.ts";
import { changeRecount, DAY_STORES, type DayChanges, sumEntries } from "./days.ts";
import { beginRecountIn, keepRecount, readRecount } from "./recount-position.ts";

/** Cards of one step at most. */
const CARDS_AT_ONCE = 10_000;
/** For so long cards are counted before what they come to is added, in ms; no transaction takes as long. */
const STRETCH_MS = 250;
/** Cards that are counted in the way of everybody who writes. */
const IN_THE_WAY = 50;
/** Days that are compared in one step. */
const DAYS_AT_ONCE = 500;

const STORES = ["states", "events", "decks", ...DAY_STORES] as const satisfies readonly StoreName[];

/**
 * Sums follow from the log, and a step that is lost is taken once more: to wait for the disk at each of some hundred would
 * take longer than all of them.
 */
const writeSums = <R>(db: Database, stores: readonly StoreName[], work: (writing: Writing) => Promise<R>): Promise<R> =>
  write(db, stores, work, "here", "relaxed");

/** Begins from the first card, whatever was counted before. @param isDoubtful see `beginRecountIn` */
export const beginRecount = (db: Database, isDoubtful = true): Promise<void> =>
  writeSums(db, DAY_STORES, (transaction) => beginRecountIn(transaction, isDoubtful));

/** Whether one was begun that has not been compared to its end. */
export const isRecounting = async (db: Database): Promise<boolean> => (await readRecount(read(db, ["local"]))) !== null;

/** Whether the sums may be wrong until a recount that is under way has come to its end. */
export const areDaysDoubtful = async (db: Database): Promise<boolean> =>
  (await readRecount(read(db, ["local"])))?.isDoubtful ?? false;

/**
 * Goes on with a recount that was begun, while there is time.
 * @param goOn told whether the piece before has put any day right
 * @returns whether any day was wrong
 */
export async function finishRecount(db: Database, goOn: (changed: boolean) => boolean): Promise<boolean> {
  while (await recountSome(db)) if (!goOn(false)) return false;
  let wrong = 0;
  for (let after: DayKey | null = null; ; ) {
    const compared: Compared | null = await compareSome(db, after);
    const found = compared?.wrong ?? 0;
    wrong += found;
    // From the beginning again where it is stopped: what was found is right by now.
    if (!compared?.next || !goOn(found > 0)) return wrong > 0;
    after = compared.next;
  }
}

/**
 * Counts the next cards. Mostly they are read while nobody has to wait, and what they come to is added in one short write,
 * if nothing that counts has been written meanwhile; else some of them are read and added in one transaction.
 * @param options.atOnce another number of them, for tests
 * @param options.held where the log need not be read
 * @param options.onCounted told how many ids were counted
 * @returns whether there are more; false also where no recount is under way
 */
export async function recountSome(
  db: Database,
  { atOnce = CARDS_AT_ONCE, held, onCounted = () => {} }: RecountOptions = {},
): Promise<boolean> {
  const ahead = await countAhead(db, atOnce, held);
  if (ahead) {
    const isLeft = await writeSums(db, STORES, async (transaction) =>
      same(await seenIn(transaction), ahead.seen) ? add(transaction, ahead) : null,
    );
    if (isLeft !== null) {
      onCounted(ahead.ids);
      return isLeft;
    }
  }
  return writeSums(db, STORES, async (transaction) => {
    const position = await readRecount(transaction);
    if (!position || position.isDone) return false;
    const next = countLogs(await readNext(transaction, position.counted, Math.min(atOnce, IN_THE_WAY)));
    onCounted(next.ids);
    return add(transaction, next);
  });
}

interface RecountOptions {
  readonly atOnce?: number;
  readonly held?: HeldInMemory | undefined;
  readonly onCounted?: (ids: number) => void;
}

/** What some cards come to. */
interface CountedCards {
  readonly sums: DayChanges;
  readonly last: CardId;
  readonly isEnd: boolean;
  readonly ids: number;
}

/** Adds them to what was counted. @returns whether there are more */
async function add(transaction: Writing, { sums, last, isEnd }: CountedCards): Promise<boolean> {
  if (!(await changeRecount(transaction, sums))) {
    await beginRecountIn(transaction, false);
    return true;
  }
  const { begun = "", isDoubtful = false, isLossKnown = false } = (await readRecount(transaction)) ?? {};
  await keepRecount(transaction, { begun, counted: last, isDone: isEnd, isDoubtful, isLossKnown });
  return !isEnd;
}

/**
 * What changes with all that counts, and with how far the counting has come: the last place of the log, since it only
 * grows, and which cards the decks have. Who puts a row in the place of another begins the counting anew, also where it had
 * only begun: that is another beginning.
 */
async function seenIn(transaction: Reading) {
  const [position, last, decks] = await Promise.all([
    readRecount(transaction),
    lastPlace(transaction.objectStore("events")),
    transaction.objectStore("decks").getAll(),
  ]);
  return {
    position,
    last,
    decks: decks.map(({ id, version, installedAtMs }) => ({ id, version, installedAtMs })),
  };
}

/** Counts the next cards in transactions that only read. @returns null where anything that counts was written meanwhile */
async function countAhead(
  db: Database,
  atOnce: number,
  held: HeldInMemory | undefined,
): Promise<(CountedCards & { readonly seen: unknown }) | null> {
  const end = performance.now() + STRETCH_MS;
  let sums: DayChanges = new Map();
  let size = BEGIN_WITH;
  let first: { readonly seen: Awaited<ReturnType<typeof seenIn>>; readonly last: CardId } | null = null;
  for (let left = atOnce; ; ) {
    const begun = performance.now();
    const { reading, done } = readEnding(db, STORES);
    const seen = await seenIn(reading);
    if (!seen.position || seen.position.isDone || (first && !same(seen, first.seen))) return null;
    const next = await readNext(reading, first?.last ?? seen.position.counted, Math.min(left, size), held);
    // A grade would wait for the counting as well.
    await done;
    const tookMs = performance.now() - begun;
    const counted = countLogs(next, sums);
    sums = counted.sums;
    first = { seen, last: counted.last };
    left -= counted.ids;
    if (counted.isEnd || left <= 0 || performance.now() > end) return { ...counted, ids: atOnce - left, seen };
    size = atPace(counted.ids, tookMs);
  }
}

/** The logs of some cards, and how far they are all there are. */
interface NextCards extends Omit<CountedCards, "sums"> {
  readonly logs: readonly CountedLog[];
}

/** @param into what those before came to */
const countLogs = ({ logs, ...next }: NextCards, into?: DayChanges): CountedCards => ({
  ...next,
  sums: sumEntries(entriesIn(logs), into),
});

/** Reads the next ids that have events or a state. */
async function readNext(
  transaction: Reading,
  after: CardId,
  most: number,
  held?: HeldInMemory | undefined,
): Promise<NextCards> {
  const range = IDBKeyRange.lowerBound(after, true);
  const { keys, rows } = await readableById(transaction.objectStore("states"), range, most);
  const upTo = keys.length < most ? null : (keys.at(-1) ?? null);
  const { ids: logged, end, eventsOf } = await nextLogs(transaction, after, upTo, most * EVENTS_EACH, { held });
  const known = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const ids = [...new Set([...keys, ...logged])].filter((id) => end === null || id <= end);
  const under = await Promise.all(ids.map((id) => countedUnder(transaction, id, known)));
  // What an id had before counts with the card that has it now, when that one's turn comes.
  const cards = under.filter(({ card }, i) => card === ids[i]);
  return {
    logs: await logsOf(cards, eventsOf),
    last: end ?? after,
    isEnd: end === null,
    ids: ids.length,
  };
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
      await beginRecountIn(transaction, false);
      return null;
    }
    // Where one of the two has more, what lies behind its last row is for the next step.
    const ends = [there, right].flatMap(({ keys }) => (keys.length < DAYS_AT_ONCE ? [] : keys.slice(-1)));
    const next = ends.sort((a, b) => indexedDB.cmp(a, b))[0] ?? null;
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
