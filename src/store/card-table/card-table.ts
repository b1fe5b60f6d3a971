/**
 * The table of all cards for a page that shows what is known of them: taken from what was kept and brought along by the events
 * that came since, or made anew from all rows. It is always what they say.
 */
import type { CardId } from "../../core/ids.ts";
import { type CardTable, CardTableMaker, placeOf, withStates } from "../../core/stats/card-table.ts";
import { readableAt, readableIn, readableUnder } from "../database/attempt.ts";
import { makeBreaths } from "../database/breaths.ts";
import { eventsIn } from "../database/event-rows.ts";
import { type Reading, read } from "../database/transaction.ts";
import { stateRowsInPieces } from "../decks/all-cards.ts";
import { lastPlace, placesIn } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { lastUnlogged } from "../states/unlogged.ts";
import { keep, readKept, type Stamp, type StampedTable } from "./kept-table.ts";

/** Fewer cards are read as fast as a table. */
const MANY_CARDS = 2_000;
/** Of more rows of the log all cards are read as fast. */
const MOST_ROWS = 1_000;
/** Fewer rows of the log are read again by the next page before the whole table is written for them. */
const WORTH_KEEPING = 100;
/** Where states change all the time without an event, the last reading has to do, as any reading in pieces. */
const MOST_TRIES = 3;

export interface CardTables {
  /** Where all cards stand now. @param onRead told of how many cards were read, where they are read one by one */
  readonly read: (onRead?: (cards: number) => void) => Promise<CardTable>;
  /** Keeps what was read last, where the next page would have much to do without it. To be called at rest. */
  readonly keep: () => Promise<void>;
}

/** @param many others, for tests */
export function cardTables(db: Database, many = MANY_CARDS): CardTables {
  let known: StampedTable | null = null;
  let keptPlace: number | null = null;
  let isAskedFor = false;
  const readOnce = async (onRead?: (cards: number) => void): Promise<CardTable> => {
    if (!isAskedFor) {
      isAskedFor = true;
      known = await readKept(db);
      keptPlace = known?.stamp.place ?? null;
    }
    const brought = known && (await broughtAlong(db, known));
    if (brought) {
      known = brought;
      return brought.table;
    }
    keptPlace = null;
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
      if (!known || known.table.cards.ids.length < many) return;
      if (keptPlace !== null && known.stamp.place - keptPlace < WORTH_KEEPING) return;
      const { table } = known;
      const stamp = await keep(db, known);
      if (!stamp) return;
      keptPlace = stamp.place;
      if (known?.table === table) known = { table, stamp };
    },
  };
}

const stampOf = async (transaction: Reading): Promise<Stamp> => {
  const [unlogged, place] = await Promise.all([
    lastUnlogged(transaction),
    lastPlace(transaction.objectStore("events")),
  ]);
  return { unlogged, place };
};

const STORES = ["local", "events", "states"] as const;

/** All rows in pieces; no stamp where that is not sure to be how they stood at one moment. */
async function madeAnew(
  db: Database,
  onRead: (cards: number) => void = () => {},
): Promise<{ readonly table: CardTable; readonly stamp: Stamp | null }> {
  for (let tries = 1; ; tries++) {
    const stamp = await stampOf(read(db, STORES));
    const maker = new CardTableMaker();
    let done = 0;
    for await (const rows of stateRowsInPieces(db)) {
      for (const row of rows) maker.add(row);
      done += rows.length;
      onRead(done);
    }
    const table = await maker.table(makeBreaths());
    const brought = await broughtAlong(db, { table, stamp });
    if (brought) return brought;
    if (tries === MOST_TRIES) return { table, stamp: null };
  }
}

/** A table with what came since; null where only all rows tell. */
async function broughtAlong(db: Database, { table, stamp }: StampedTable): Promise<StampedTable | null> {
  const transaction = read(db, STORES);
  const now = await stampOf(transaction);
  if (now.unlogged !== stamp.unlogged || now.place < stamp.place) return null;
  if (now.place === stamp.place) return { table, stamp };
  const since = placesIn({ after: stamp.place, before: null });
  const { rows: events } = await readableIn(transaction.objectStore("events"), since, MOST_ROWS + 1);
  if (events.length > MOST_ROWS || events.includes(undefined)) return null;
  const ids = [...new Set(eventsIn(events).flatMap(({ card }) => (card === undefined ? [] : [card])))];
  const states = transaction.objectStore("states");
  const found = await Promise.all(
    ids.map((id) => Promise.all([readableAt(states, id), readableUnder(states.index("former"), id)])),
  );
  // Its row is gone, or cannot be read.
  if (found.some(([row], i) => !row && placeOf(table.cards, ids[i] as CardId) >= 0)) return null;
  const brought = withStates(
    table,
    found.flatMap(([row, others]) => (row ? [row, ...others] : others)),
  );
  return brought && { table: brought, stamp: now };
}
