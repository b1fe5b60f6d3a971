/**
 * The table of all cards for a page that shows what is known of them: taken from what was kept and brought along by the events
 * that came since, or made anew from all rows. It is always what they say.
 */
import type { FactId } from "../../core/ids.ts";
import { type CardTable, CardTableMaker, placeOf, withStates } from "../../core/stats/card-table.ts";
import { makeBreaths } from "../database/breaths.ts";
import { read } from "../database/transaction.ts";
import { readFacts, stateRowsInPieces } from "../decks/all-cards.ts";
import { MOVED_STORES, movedSince } from "../log/moved-since.ts";
import { isOf, type Stamp, stampOf } from "../log/stamp.ts";
import type { Database } from "../opening/open.ts";
import { forgetKept, type KeptTable, keep, readKept, type StampedTable } from "./kept-table.ts";

/** Fewer cards are read as fast as a table. */
const MANY_CARDS = 2_000;
/** Of more rows of the log all cards are read as fast: to ask for one card by itself takes as long as to read some twenty. */
const mostRows = ({ cards: { ids } }: CardTable): number => Math.min(1_000, Math.max(50, Math.floor(ids.length / 20)));
/** Fewer rows of the log are read again by the next page before the whole table is written for them. */
const worthKeeping = (table: CardTable): number => Math.min(100, mostRows(table) / 2);

export interface CardTables {
  /** Where all cards stand now. @param onRead told of how many cards were read, where they are read one by one */
  readonly read: (onRead?: (cards: number) => void) => Promise<CardTable>;
  /** Keeps what was read last, where the next page would have much to do without it. To be called at rest. */
  readonly keep: () => Promise<void>;
}

/** @param many others, for tests */
export function cardTables(db: Database, many = MANY_CARDS): CardTables {
  let known: StampedTable | null = null;
  let kept: KeptTable | null = null;
  let isAskedFor = false;
  const readOnce = async (onRead?: (cards: number) => void): Promise<CardTable> => {
    if (!isAskedFor) {
      isAskedFor = true;
      // At once, since mostly nothing has happened.
      const [found, now] = await Promise.all([readKept(db), stampOf(read(db, MOVED_STORES))]);
      kept = found;
      known = kept;
      if (kept && isOf(kept.stamp, now) && kept.stamp.place === now.place) return kept.table;
    }
    const brought = known && (await broughtAlong(db, known));
    if (brought) {
      known = brought;
      return brought.table;
    }
    const made = await madeAnew(db, onRead);
    known = made.stamp && { table: made.table, stamp: made.stamp };
    return made.table;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(onRead) {
      // One after the other: the next is mostly brought along at once.
      const reading = last.then(() => readOnce(onRead));
      last = reading.catch(() => undefined);
      return reading;
    },
    async keep() {
      await last;
      if (!known) return;
      const { table, stamp } = known;
      if (table.cards.ids.length < many) return forgetKept(db);
      const since = table.cards === kept?.table.cards ? stamp.place - kept.stamp.place : Number.POSITIVE_INFINITY;
      if (since < worthKeeping(table)) return;
      const now = await keep(db, known, kept);
      if (!now) return;
      kept = now;
      // A database has its mark from then on.
      if (known?.table === table) known = now;
    },
  };
}

/**
 * All rows in pieces; no stamp where that is not sure to be how they stood at one moment, as while states are worked out anew,
 * or where one of them could not be read.
 */
async function madeAnew(
  db: Database,
  onRead: (cards: number) => void = () => {},
): Promise<{ readonly table: CardTable; readonly stamp: Stamp | null }> {
  const stamp = await stampOf(read(db, MOVED_STORES));
  const maker = new CardTableMaker();
  let [done, isWhole] = [0, true];
  for await (const rows of stateRowsInPieces(db)) {
    for (const row of rows) {
      if (row) maker.add(row);
      else isWhole = false;
    }
    done += rows.length;
    onRead(done);
  }
  const table = await maker.table(await factsOfDecks(db), makeBreaths());
  return (isWhole && (await broughtAlong(db, { table, stamp }))) || { table, stamp: null };
}

const factsOfDecks = async (db: Database): Promise<FactId[]> => {
  const decks = await db.getAllKeys("decks");
  return (await Promise.all(decks.map((deck) => readFacts(db, deck)))).flat().map(({ id }) => id);
};

/** A table with what came since; null where only all rows tell. */
async function broughtAlong(db: Database, { table, stamp }: StampedTable): Promise<StampedTable | null> {
  const since = await movedSince(read(db, MOVED_STORES), stamp, mostRows(table));
  if (!since) return null;
  const { now, moved } = since;
  if (now.place === stamp.place) return { table, stamp };
  // Its row is gone. Of a card that never had one, as that of a deck which is not here, nothing is shown.
  if (moved.some(({ id, row }) => !row && placeOf(table.cards, id) >= 0)) return null;
  const brought = withStates(
    table,
    moved.flatMap(({ row, others }) => [...(row ? [row] : []), ...others]),
  );
  return brought && { table: brought, stamp: now };
}
