/**
 * What would be lost with rows of the log in whose places others are put: the ids of one that cannot be read go out of the index
 * with it, and the segment that it stands in is taken away, which may be all that still holds what is spoilt in its other rows.
 * A write that meets such a row is taken back, and done once more by who knows all that.
 */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { same } from "../../core/same.ts";
import { itemsOf } from "../database/event-rows.ts";
import { readPosition } from "../database/local.ts";
import type { SegmentRow } from "../database/schema.ts";
import type { Writing } from "../database/transaction.ts";
import { type IdsOfRows, idsOfRows } from "../log/ids-of-rows.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { segmentEvents } from "../segments/packed-bytes.ts";
import { REPLACED, readReplaced } from "../segments/rows-replaced.ts";
import { headsAt, headsIn, segmentHeads } from "../segments/segment-heads.ts";

/** What was looked up before a write began. */
export interface KnownRows {
  /** Places of rows that were to be replaced. */
  readonly places: ReadonlySet<number>;
  /** Places of rows that could not be read. */
  readonly unreadable: ReadonlySet<number>;
  /** What the index has those under. */
  readonly ids: IdsOfRows;
  /** Segments that were looked through, see `nameOf`. */
  readonly segments: ReadonlySet<string>;
  /** What these hold, and the log does not, or not as it is there. */
  readonly held: readonly Envelope[];
  /** How often rows had been replaced by then; whoever replaces one may change all of this. */
  readonly replaced: unknown;
}

const NOTHING_KNOWN: KnownRows = {
  places: new Set(),
  unreadable: new Set(),
  ids: new Map(),
  segments: new Set(),
  held: [],
  replaced: null,
};

/** A write has met rows of which more must be known before others are put in their places; it was taken back. */
class UnknownRowsError extends Error {
  readonly places: ReadonlySet<number>;
  readonly unreadable: ReadonlySet<number>;
  constructor(places: ReadonlySet<number>, unreadable: ReadonlySet<number>) {
    super(`${places.size + unreadable.size} rows of the log are spoilt or cannot be read`);
    this.name = "UnknownRowsError";
    this.places = places;
    this.unreadable = unreadable;
  }
}

/**
 * Does a write in which rows of the log may be replaced; once more where more must be known first. Mostly there is no such row;
 * where there is one, nobody has to wait for a look through the whole index, or for what a segment holds.
 */
export async function knowingRows<R>(db: Database, work: (known: KnownRows) => Promise<R>): Promise<R> {
  for (let known = NOTHING_KNOWN; ; ) {
    try {
      return await work(known);
    } catch (error) {
      if (!(error instanceof UnknownRowsError)) throw error;
      known = await lookUp(db, error);
    }
  }
}

/** In transactions that a grade may wait for. */
async function lookUp(db: Database, { places, unreadable: met }: UnknownRowsError): Promise<KnownRows> {
  const replaced = await readPosition(db, REPLACED);
  const unreadable = new Set(met);
  const heads = headsAt(await segmentHeads(db), places);
  const held: Envelope[] = [];
  for (const head of heads) held.push(...(await onlyIn(db, head, unreadable)));
  const ids = await idsOfRows(db, unreadable);
  return { places, unreadable, ids, segments: new Set(heads.map(nameOf)), held, replaced };
}

/** Each is another where it was packed anew. */
const nameOf = ({ number, hash }: SegmentRow): string => `${number} ${hash}`;

/** What a segment holds, and the rows of its places do not. @param unreadable is told of those among them that cannot be read */
async function onlyIn(db: Database, head: SegmentRow, unreadable: Set<number>): Promise<readonly Envelope[]> {
  const events = (await segmentEvents(db, head)) ?? [];
  const here = new Map<EventId, Envelope>();
  for await (const piece of readableInPieces(db, { after: head.from - 1, before: head.to + 1 }, events.length + 1)) {
    for (const row of piece.rows) for (const { event } of itemsOf(row)) if (event) here.set(event.id, event);
    for (const place of piece.unreadable) unreadable.add(place);
  }
  return events.filter((event) => !same(here.get(event.id), event));
}

/** What is known of the rows that a write replaces. */
export interface RowsKnown {
  readonly held: readonly Envelope[];
  /** @throws UnknownRowsError where a segment that holds one of the places was not looked through */
  readonly mustKnow: (places: ReadonlySet<number>) => Promise<void>;
  /** What the index has rows under that cannot be read. @throws UnknownRowsError where that was not looked up */
  readonly idsOf: (places: ReadonlySet<number>) => Promise<IdsOfRows>;
}

/** @param transaction to be asked before it replaces a row */
export async function rowsKnownIn(transaction: Writing, known: KnownRows): Promise<RowsKnown> {
  const isAny = known.places.size + known.unreadable.size > 0;
  const isSo = isAny && (await readReplaced(transaction)) === known.replaced;
  const { places, unreadable, ids, segments, held } = isSo ? known : NOTHING_KNOWN;
  return {
    held,
    async mustKnow(asked) {
      const { heads } = await headsIn(transaction);
      const isKnown = headsAt(heads, asked).every((head) => segments.has(nameOf(head)));
      // All of them, or each attempt would look for some that the next one lacks.
      if (!isKnown) throw new UnknownRowsError(new Set([...places, ...asked]), unreadable);
    },
    async idsOf(asked) {
      const isKnown = [...asked].every((place) => unreadable.has(place));
      if (!isKnown) throw new UnknownRowsError(places, new Set([...unreadable, ...asked]));
      return new Map([...ids].filter(([place]) => asked.has(place)));
    },
  };
}
