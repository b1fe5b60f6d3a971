import type { Envelope } from "../../core/log/envelope.ts";
import { eventsIn } from "../database/event-rows.ts";
import { readableIn } from "../database/readable.ts";
import type { SegmentRow, StoreName } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { type Gap, lastPlace, placesIn } from "../log/log.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { segmentEvents } from "./packed-bytes.ts";
import { holdsAllPlaces, segmentHeads } from "./segments.ts";

/** Events that are read in some ten milliseconds, so that no grade waits for longer than that. */
const AT_ONCE = 1000;

export interface EventsPiece {
  readonly events: readonly Envelope[];
  /** Places of the log that were read so far, and the last one there is. */
  readonly done: number;
  readonly total: number;
}

/** Segments that are read while the one before them is worked on. */
const AHEAD = 3;

/**
 * The whole log in the order of arrival, in pieces, each read in a transaction of its own. What is packed comes from the
 * segments, where a thousand events are one row; what is not, and what stands in a damaged segment, row by row. What is
 * written meanwhile comes at the end. Rows that are no events, or cannot be read, are left out. The one way in which
 * statistics read the log.
 */
export async function* logInPieces(db: Database): AsyncGenerator<EventsPiece> {
  let total = await lastPlace(db.transaction("events").store);
  for await (const { events, done } of packedAndRows(db)) {
    total = Math.max(total, done);
    yield { events, done, total };
  }
}

type Piece = Pick<EventsPiece, "events" | "done">;

async function* packedAndRows(db: Database): AsyncGenerator<Piece> {
  const heads = await readableHeads(db);
  const coming = heads.slice(0, AHEAD).map((head) => segmentEvents(db, head));
  let after = 0;
  for (const [i, head] of heads.entries()) {
    const next = heads[i + AHEAD];
    if (next) coming.push(segmentEvents(db, next));
    const packed = await coming.shift();
    if (head.from > after + 1) yield* rowsOf(db, { after, before: head.from });
    if (packed) yield { events: packed, done: head.to };
    else yield* rowsOf(db, { after: head.from - 1, before: head.to + 1 });
    after = Math.max(after, head.to);
  }
  yield* rowsOf(db, { after, before: null });
}

/**
 * The segments that hold all of their places: a row that could not be read when it was packed, or was no event for the
 * version that packed it, is asked for once more. None where their heads are damaged; then the rows say all.
 */
async function readableHeads(db: Database): Promise<readonly SegmentRow[]> {
  try {
    return (await segmentHeads(db)).filter(holdsAllPlaces);
  } catch (error) {
    console.error("the heads of the segments cannot be read:", error);
    return [];
  }
}

async function* rowsOf(db: Database, gap: Gap): AsyncGenerator<Piece> {
  let done = gap.after;
  for await (const { places, rows } of readableInPieces(db, gap, AT_ONCE)) {
    done = places.at(-1) ?? done;
    yield { events: eventsIn(rows), done };
  }
}

/**
 * The whole log with what belongs to it, so that they fit together, and no grade waits until all of it is read: most of the
 * log is read in pieces, and what has come since in one transaction with all else. No row of the log is ever changed.
 * @param stores those that `rest` reads
 */
export async function readWithLog<R>(
  db: Database,
  stores: readonly StoreName[],
  rest: (transaction: Reading) => Promise<R>,
): Promise<{ readonly events: readonly Envelope[]; readonly rest: R }> {
  const pieces: (readonly Envelope[])[] = [];
  let last = 0;
  for await (const { events, done } of logInPieces(db)) {
    pieces.push(events);
    last = done;
  }
  const transaction = db.transaction(["events", ...stores], "readonly");
  const [news, others] = await Promise.all([
    readableIn(transaction.objectStore("events"), placesIn({ after: last, before: null })),
    rest(transaction),
  ]);
  // Else it would stay open, and every grade wait, for as long as whoever asked works on what was read.
  await transaction.done;
  return { events: [...pieces.flat(), ...eventsIn(news.rows)], rest: others };
}
