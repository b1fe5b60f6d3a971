/** Chooses at rest which cards come first on each day of a plan to catch up, see `portion.ts`. Reads all cards, in pieces. */
import { ageOn, type CatchUp } from "../../core/plan/away.ts";
import { type Pairs, type Taken, takeApart, takenBy } from "../../core/plan/pairs.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { makeBreaths } from "../database/breaths.ts";
import type { DeckRow, StateRow } from "../database/schema.ts";
import { read, type Writing, write } from "../database/transaction.ts";
import { noteUnlogged } from "../database/unlogged.ts";
import { stateRowsInPieces } from "../decks/all-cards.ts";
import { isOf, type Stamp, stampOf } from "../log/stamp.ts";
import type { Database } from "../opening/open.ts";
import { pairReading } from "./pairs.ts";
import {
  fallsDue,
  isDueOn,
  type KeptPortion,
  keptPortion,
  onText,
  PORTION_KEYS,
  portionKey,
  type Turn,
} from "./portion.ts";
import { MARGIN, type Today } from "./today.ts";

/** So many days are chosen at once. Who comes after more days than that has been away, and gets a new plan. */
const DAYS = 8;
/** By how much a portion may hold more cards than can be asked, where many of them share a fact or a pair. */
const MOST_TIMES = 8;

/**
 * Keeps what comes first today and on the next days, unless cards were moved meanwhile by anything but the log.
 * @param today as it was read
 * @param plan that is in force, or offered
 * @returns whether it is kept
 */
export async function choosePortions(db: Database, today: Today, plan: CatchUp): Promise<boolean> {
  const { now, on, settings } = today;
  const stamp = await stampOf(read(db, STORES));
  const lastDay = Math.min(now.today + DAYS - 1, plan.untilDay);
  const rows: StateRow[] = [];
  for await (const piece of stateRowsInPieces(db)) {
    for (const row of piece) if (row && fallsDue({ on, today: lastDay }, row)) rows.push(row);
  }
  const most = Math.min(plan.perDay, settings.reviewsPerDay) + MARGIN;
  const portions = new Map<StudyDay, KeptPortion>();
  const breathe = makeBreaths();
  for (let day = now.today; day <= lastDay; day++) {
    const due = rows.filter((row) => isDueOn({ on, today: day }, row));
    // What was answered today, and what comes back within its steps, takes facts of this day.
    const seen = day === now.today ? [...today.answered, ...today.learning, ...(today.called ?? [])] : [];
    const chosen = await firstOf(db, today.decks, { due, day, seen, wanted: most });
    portions.set(day, keptPortion({ stamp, on: onText(on), chosenOn: now.today, ...chosen }));
    await breathe();
  }
  return write(db, STORES, (transaction) => keep(transaction, stamp, portions), "here", "relaxed");
}

const STORES = ["local", "decks", "events", "states"] as const;

interface Due {
  readonly row: StateRow;
  readonly turn: Turn;
}

/** The first of these cards, so many at least, in their order. Most are only compared with the last of those. */
function inTurn(rows: readonly StateRow[], day: StudyDay, most: number): readonly Due[] {
  const ages = Float64Array.from(rows, (row) => ageOn(row, day));
  const last = ages.slice().sort()[most - 1] ?? Number.POSITIVE_INFINITY;
  return rows
    .map((row, i): Due => ({ row, turn: [ages[i] ?? 0, row.id] }))
    .filter(({ turn: [age] }) => age <= last)
    .sort(({ turn: [age, id] }, { turn: [other, otherId] }) => age - other || byCodeUnits(id, otherId));
}

interface Choice {
  readonly due: readonly StateRow[];
  readonly day: StudyDay;
  readonly seen: readonly StateRow[];
  readonly wanted: number;
}

/** The first of the cards that are due on a day, as many as hold so many that can be asked on one day beside those that were seen on it. */
async function firstOf(
  db: Database,
  decks: readonly DeckRow[],
  { due, day, seen, wanted }: Choice,
): Promise<Pick<KeptPortion, "ids" | "last" | "isLongest">> {
  const longest = MOST_TIMES * wanted;
  const turns = inTurn(due, day, longest);
  for (let most = 2 * wanted; ; most *= 2) {
    const first = turns.slice(0, most).map(({ row }) => row);
    const pairs = await pairsOf(db, decks, [...seen, ...first]);
    const end = endOf(first, takenBy(seen, pairs), wanted, pairs);
    const isShort = end === null && first.length < due.length;
    if (isShort && most < longest) continue;
    const ids = first.slice(0, end ?? first.length).map(({ id }) => id);
    const last = ids.length === due.length ? null : (turns[ids.length - 1]?.turn ?? null);
    return { ids, last, isLongest: isShort };
  }
}

/** How many of these hold so many that can be asked; null where they do not. */
function endOf(rows: readonly StateRow[], taken: Taken, wanted: number, pairs: Pairs): number | null {
  const { chosen } = takeApart(rows, taken, wanted, pairs);
  const last = chosen.at(-1);
  return chosen.length < wanted || !last ? null : rows.indexOf(last) + 1;
}

async function pairsOf(db: Database, decks: readonly DeckRow[], rows: readonly StateRow[]): Promise<Pairs> {
  const reading = pairReading(db, read(db, ["parts"]), decks);
  await reading.readOf(rows);
  return reading.pairs;
}

/** In place of all that was kept before. */
async function keep(
  transaction: Writing,
  stamp: Stamp,
  portions: ReadonlyMap<StudyDay, KeptPortion>,
): Promise<boolean> {
  if (!isOf(stamp, await stampOf(transaction))) return false;
  // Without a mark, what is kept could belong to another database.
  const unlogged = stamp.unlogged ?? (await noteUnlogged(transaction));
  const local = transaction.objectStore("local");
  await local.delete(PORTION_KEYS());
  for (const [day, portion] of portions)
    await local.put({ key: portionKey(day), value: { ...portion, stamp: { ...stamp, unlogged } } });
  return true;
}
