import type { Envelope } from "../../core/log/envelope.ts";
import { eventsIn } from "../database/event-rows.ts";
import { readPosition } from "../database/local.ts";
import type { SegmentRow } from "../database/schema.ts";
import { type Gap, lastPlace } from "../log/log.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { segmentEvents } from "./packed-bytes.ts";
import { REPLACED } from "./rows-replaced.ts";
import { holdsAllPlaces, segmentHeads } from "./segment-heads.ts";

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

interface HowInPieces {
  readonly upTo?: number;
  readonly afterRows?: AfterRows;
  readonly mostHeld?: number;
}
type AfterRows = () => Promise<void>;

/** Events that no segment holds and that are held until their turn has come: mostly there are less than a thousand. */
const MOST_HELD = 20_000;

/**
 * The whole log in the order of arrival, in pieces, each read in a transaction of its own. What is packed comes from the
 * segments, where a thousand events are one row; what is not, and what stands in a damaged segment, row by row. Rows that are no
 * events, or cannot be read, are left out. The one way in which statistics read the log.
 *
 * The rows behind the last segment are read first, though they come last. Whoever reads all of the log mostly holds it, and
 * Firefox collects the memory of a worker in one go: a grade that waits for a row of the log, or of where a card stands, then
 * waits for that as well. For segments no grade waits. So who needs more than the log reads that before it.
 * @param how.upTo the last place that is read; without it the last one there is when the reading begins
 * @param how.afterRows is awaited each time when rows were read that stand in no segment, and once before any segment is read
 * @param how.mostHeld other numbers of events, for tests
 */
export async function* logInPieces(
  db: Database,
  { upTo, afterRows = async () => {}, mostHeld = MOST_HELD }: HowInPieces = {},
): AsyncGenerator<EventsPiece> {
  const total = upTo ?? (await lastPlace(db.transaction("events").store));
  const heads = (await readableHeads(db)).filter(({ to }) => to <= total);
  const packedTo = heads.reduce((last, { to }) => Math.max(last, to), 0);
  const unpacked = rowsOf(db, { after: packedTo, before: total + 1 });
  const held: Piece[] = [];
  for (let count = 0; count < mostHeld; ) {
    const next = await unpacked.next();
    if (next.done) break;
    held.push(next.value);
    count += next.value.events.length;
  }
  await afterRows();
  const rest = telling(unpacked, afterRows);
  for await (const piece of inOrder(packed(db, heads, afterRows), held, rest)) yield { ...piece, total };
}

type Piece = Pick<EventsPiece, "events" | "done">;

async function* inOrder(...parts: (Iterable<Piece> | AsyncIterable<Piece>)[]): AsyncGenerator<Piece> {
  for (const part of parts) yield* part;
}

async function* telling(rows: AsyncIterable<Piece>, afterRows: AfterRows): AsyncGenerator<Piece> {
  let wereRead = false;
  for await (const piece of rows) {
    wereRead = true;
    yield piece;
  }
  if (wereRead) await afterRows();
}

/** What stands up to the end of the last segment. */
async function* packed(db: Database, heads: readonly SegmentRow[], afterRows: AfterRows): AsyncGenerator<Piece> {
  const rowsIn = (gap: Gap) => telling(rowsOf(db, gap), afterRows);
  const coming = heads.slice(0, AHEAD).map((head) => segmentEvents(db, head));
  let after = 0;
  for (const [i, head] of heads.entries()) {
    const next = heads[i + AHEAD];
    if (next) coming.push(segmentEvents(db, next));
    const events = await coming.shift();
    if (head.from > after + 1) yield* rowsIn({ after, before: head.from });
    if (events) yield { events, done: head.to };
    else yield* rowsIn({ after: head.from - 1, before: head.to + 1 });
    after = Math.max(after, head.to);
  }
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

/** Where the log ended at a moment. */
export interface LogEnd {
  readonly place: number;
  /** See `REPLACED`. */
  readonly replaced: unknown;
}

/** How often both are read anew where rows of the log are replaced all the while. */
const TRIES = 3;

/**
 * What belongs to the log, and after that the log, in pieces, up to where it ended at the moment of all else; see
 * `logInPieces`. Rows of the log are added and never changed, but for one that is mended: then events of it may have moved
 * behind that end, and both are read anew. Where that never comes to rest, what came since is read as well: rather an event
 * that is newer than all else than one that is missing.
 * @param readRest ends its transactions before it answers, so that no grade waits for the log
 * @param tries others, for tests
 */
export async function withLog<R extends { readonly end: LogEnd }>(
  db: Database,
  readRest: () => Promise<R>,
  tries = TRIES,
): Promise<R & { readonly events: readonly Envelope[] }> {
  for (let left = tries; ; left--) {
    const rest = await readRest();
    const { events, replaced } = await logUpTo(db, rest.end);
    if (replaced === rest.end.replaced) return { ...rest, events };
    if (left <= 1) return { ...rest, events: await readOn(db, events, { place: rest.end.place, replaced }) };
  }
}

/**
 * The log up to a place, all of it in memory, and how often rows had been replaced when the last one was read. A segment holds
 * what stood there when its head was read, whatever becomes of its rows after that; so nobody has to look again at the end, when
 * all of the log is held.
 */
async function logUpTo(db: Database, end: LogEnd): Promise<Pick<LogEnd, "replaced"> & { events: readonly Envelope[] }> {
  const pieces: (readonly Envelope[])[] = [];
  let { replaced } = end;
  const afterRows = async (): Promise<void> => {
    replaced = await readPosition(db, REPLACED);
  };
  for await (const { events } of logInPieces(db, { upTo: end.place, afterRows })) pieces.push(events);
  return { events: pieces.flat(), replaced };
}

/** With what stands behind a place; what has moved there was perhaps read where it stood before. */
async function readOn(db: Database, before: readonly Envelope[], end: LogEnd): Promise<readonly Envelope[]> {
  const found = new Map(before.map((event) => [event.id, event]));
  for (let { place, replaced } = end; ; ) {
    for await (const { events, done } of rowsOf(db, { after: place, before: null })) {
      for (const event of events) if (!found.has(event.id)) found.set(event.id, event);
      place = done;
    }
    const now = await readPosition(db, REPLACED);
    if (now === replaced) return [...found.values()];
    replaced = now;
  }
}
