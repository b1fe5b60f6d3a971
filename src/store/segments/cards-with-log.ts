/** Where every card stands, what else belongs to it, and the log, so that all of it fits together. */
import type { CardEntry } from "../../core/card.ts";
import type { CardContent } from "../../core/deck/deck.ts";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { allReadable, readablePieces } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { type Reading, read } from "../database/transaction.ts";
import { stateRowsInPieces } from "../decks/all-cards.ts";
import { MOVED_STORES, movedSince } from "../log/moved-since.ts";
import { stampOf } from "../log/stamp.ts";
import type { Database } from "../opening/open.ts";
import { type LogEnd, withLog } from "./bulk-log.ts";
import { readReplaced } from "./rows-replaced.ts";

export interface Wanted<R> {
  /** False: no event is asked for. */
  readonly log?: boolean;
  /** Whether what the cards say is wanted as well. */
  readonly contents?: boolean;
  /** Those that `rest` reads. */
  readonly stores: readonly StoreName[];
  readonly rest: (transaction: Reading) => Promise<R>;
}

export interface CardsWithLog<R> {
  /**
   * Where each card stands, which follows from its own events. Whether it is locked, and so its place in a queue, follows from
   * other cards: that is not of the same moment, and left out.
   */
  readonly states: readonly CardEntry[];
  readonly contents: readonly CardContent[];
  readonly events: readonly Envelope[];
  readonly rest: R;
}

type Cards = Pick<CardsWithLog<unknown>, "states" | "contents">;

/** All of one moment, and of the log its last place then. */
interface AtOnce<R> extends Cards {
  readonly end: LogEnd;
  readonly rest: R;
}

/** Cards of one answer, read in some ten milliseconds. */
const CARDS_AT_ONCE = 1000;
/** Rows of the log that may come while the cards are read; where there are more, they are read once more. */
const MOST_NEWS = 500;
/** Where somebody changes cards all the while, they are read in one transaction after that, for which everybody waits. */
const TRIES = 3;

/**
 * In pieces for each of which a grade may wait; the log last, see `logInPieces`. What cannot be read is left out.
 * @param tries others, for tests
 */
export async function readCardsWithLog<R>(db: Database, wanted: Wanted<R>, tries = TRIES): Promise<CardsWithLog<R>> {
  const readCards = () => cardsOf(db, wanted, tries);
  const isLogWanted = wanted.log ?? true;
  const { states, contents, rest, events } = isLogWanted
    ? await withLog(db, readCards)
    : { ...(await readCards()), events: [] };
  return { states, contents, events, rest };
}

async function cardsOf<R>(db: Database, wanted: Wanted<R>, tries: number): Promise<AtOnce<R>> {
  for (let left = tries; left > 0; left--) {
    const found = await inPieces(db, wanted);
    if (found) return found;
  }
  return inOne(db, wanted);
}

/** Null where what was read in pieces cannot be made to be of one moment. */
async function inPieces<R>(
  db: Database,
  { contents: withContents = false, stores, rest }: Wanted<R>,
): Promise<AtOnce<R> | null> {
  const before = await stampOf(read(db, MOVED_STORES));
  const states = new Map<CardId, StateRow>();
  for await (const rows of stateRowsInPieces(db)) for (const row of rows) if (row) states.set(row.id, row);
  const contents: CardContent[] = [];
  if (withContents) {
    const begin = () => db.transaction("contents");
    for await (const rows of readablePieces<CardId, CardContent>(begin, CARDS_AT_ONCE)) {
      for (const row of rows) if (row) contents.push(row);
    }
  }
  const transaction = db.transaction([...new Set([...MOVED_STORES, ...stores])], "readonly");
  const [since, replaced, others] = await Promise.all([
    movedSince(transaction, before, MOST_NEWS),
    readReplaced(transaction),
    rest(transaction),
  ]);
  // Else it would stay open, and every grade wait, for as long as whoever asked works on what was read.
  await transaction.done;
  // A row that came or went was changed by no event.
  if (!since || since.moved.some(({ id, row }) => (row !== undefined) !== states.has(id))) return null;
  for (const { row, others: renamed } of since.moved) {
    for (const one of [...(row ? [row] : []), ...renamed]) states.set(one.id, one);
  }
  return { states: [...states.values()], contents, end: { place: since.now.place, replaced }, rest: others };
}

async function inOne<R>(db: Database, { contents: withContents = false, stores, rest }: Wanted<R>): Promise<AtOnce<R>> {
  const all = new Set<StoreName>([...MOVED_STORES, ...stores, ...(withContents ? (["contents"] as const) : [])]);
  const transaction = db.transaction([...all], "readonly");
  const [states, contents, { place }, replaced, others] = await Promise.all([
    allReadable(transaction.objectStore("states")),
    withContents ? allReadable(transaction.objectStore("contents")) : [],
    stampOf(transaction),
    readReplaced(transaction),
    rest(transaction),
  ]);
  await transaction.done;
  return { states: defined(states), contents: defined(contents), end: { place, replaced }, rest: others };
}

const defined = <Row>(rows: readonly (Row | undefined)[]): Row[] => rows.filter((row) => row !== undefined);
