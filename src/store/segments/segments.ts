/**
 * The log packed into segments: a thousand events, mostly, that arrived one after the other, compressed, sealed with a hash, and
 * never changed again. Bulk work reads segments; a copy of the log is a list of them and what came since.
 */
import type { Envelope } from "../../core/log/envelope.ts";
import { sortOf } from "../../core/log/newer.ts";
import { eventsIn, itemsOf } from "../database/event-rows.ts";
import type { SegmentRow } from "../database/schema.ts";
import { read, write } from "../database/transaction.ts";
import { countInRows } from "../log/ids-of-rows.ts";
import type { Gap } from "../log/log.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { packEvents, sha256 } from "./pack.ts";
import { readReplaced, SEGMENT_STORES } from "./rows-replaced.ts";
import { dropSegment, gapsBetween, headsIn, segmentHeads } from "./segment-heads.ts";

/** Large enough to compress well, small enough to be read and written between two frames. */
export const SEGMENT_EVENTS = 1000;
/** Rows of one transaction: a thousand at once take a browser up to a quarter of a second under load. */
const ROWS_AT_ONCE = 200;
/** Events that are read in some ten milliseconds. */
const READ_AT_ONCE = 1000;

/**
 * Packs the next events that no segment holds, if there are enough of them. One short step; may be called by several
 * pages at once. Rows that are no events, or cannot be read, are left out, and hinder nothing.
 * @param size another one, for tests
 * @returns the segment, or null when there is nothing to pack
 */
export async function packNext(db: Database, size = SEGMENT_EVENTS): Promise<SegmentRow | null> {
  const found = await packOrLook(db, size);
  return "heads" in found ? null : found;
}

/** As `packNext`. Where there is nothing to pack, that was seen by reading all of which a copy of the log is made. */
export async function packOrLook(db: Database, size = SEGMENT_EVENTS): Promise<SegmentRow | SegmentedLog> {
  for (;;) {
    const found = await findUnpacked(db, size);
    if ("heads" in found) return found;
    const packed = await sealed(db, found);
    // Null: somebody else was faster, or a row has been replaced meanwhile.
    if (packed) return packed;
  }
}

/** The log as a copy of it is made; null where there is something to pack first. */
export async function readPacked(db: Database, size: number): Promise<SegmentedLog | null> {
  const found = await findUnpacked(db, size);
  return "heads" in found ? found : null;
}

interface Gathered {
  readonly places: readonly number[];
  readonly events: readonly Envelope[];
  /** Of the events and of what should be some. */
  readonly items: number;
  /** Rows all of which is among the events. */
  readonly rows: number;
  /** Events in rows that cannot be read, as the index has them. */
  readonly unreadable: number;
}

interface Unpacked extends Gathered {
  /** As it was before the first of the rows was read. */
  readonly replaced: unknown;
  readonly from: number;
  readonly to: number;
}

async function findUnpacked(db: Database, size: number): Promise<Unpacked | SegmentedLog> {
  const transaction = read(db, ["local", "segments"]);
  const [replaced, { heads }] = await Promise.all([readReplaced(transaction), headsIn(transaction)]);
  const unpacked: Envelope[][] = [];
  for (const gap of gapsBetween(heads)) {
    const piece = await readInPieces(db, gap, size);
    const [from, to] = [piece.places[0], piece.places.at(-1)];
    // What was between two segments is packed however little it is: nothing will ever be added to it.
    const isEnough = gap.before !== null || piece.items >= size;
    if (isEnough && from !== undefined && to !== undefined) return { ...piece, replaced, from, to };
    unpacked.push([...piece.events]);
  }
  return { heads, unpacked: unpacked.flat() };
}

/**
 * The first rows of a gap, in transactions that a grade may wait for: of as many events as are wanted, or somewhat more where
 * the last row holds several.
 */
async function readInPieces(db: Database, gap: Gap, size: number): Promise<Gathered> {
  const places: number[] = [];
  const events: Envelope[] = [];
  const unreadable: number[] = [];
  let [items, whole] = [0, 0];
  for await (const piece of readableInPieces(db, gap, size, ROWS_AT_ONCE)) {
    const bad = new Set(piece.unreadable);
    for (const [i, place] of piece.places.entries()) {
      if (isEnough()) break;
      places.push(place);
      const held = itemsOf(piece.rows[i]);
      for (const { event } of held) if (event) events.push(event);
      items += held.length;
      if (bad.has(place)) unreadable.push(place);
      if (held.every(({ event }) => event !== null)) whole++;
    }
    if (isEnough()) break;
  }
  return { places, events, items, rows: whole, unreadable: await countInRows(db, unreadable) };

  function isEnough(): boolean {
    return items >= size;
  }
}

async function sealed(
  db: Database,
  { replaced, from, to, events, rows, unreadable }: Unpacked,
): Promise<SegmentRow | null> {
  const bytes = await packEvents(events);
  const hash = await sha256(bytes);
  // Not the log itself: no grade waits for this.
  return write(db, SEGMENT_STORES, async (transaction) => {
    const { heads, unreadable: lost } = await headsIn(transaction);
    if (heads.some((head) => head.from <= to && from <= head.to)) return null;
    // Finding and packing take a while, in which the row of an event may have been mended.
    if ((await readReplaced(transaction)) !== replaced) return null;
    // What one of them held may be among these events.
    for (const number of lost) await dropSegment(transaction, number);
    const segment: SegmentRow = {
      ...{ number: lowestUnused(heads), from, to, hash },
      ...{ events: events.length, rows, kinds: countSorts(events), unreadable },
    };
    await transaction.objectStore("segments").add(segment);
    await transaction.objectStore("packed").put(bytes, segment.number);
    return segment;
  });
}

function lowestUnused(heads: readonly SegmentRow[]): number {
  const used = new Set(heads.map(({ number }) => number));
  let number = 1;
  while (used.has(number)) number++;
  return number;
}

function countSorts(events: readonly Envelope[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const sort of events.map(sortOf)) counts.set(sort, (counts.get(sort) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** The log as a copy of it is made: the segments, and the events that none of them holds, in the order of arrival. */
export interface SegmentedLog {
  readonly heads: readonly SegmentRow[];
  readonly unpacked: readonly Envelope[];
}

/** The segments first, and then what they do not hold: so every event stands in one of the two. */
export async function readSegmented(db: Database): Promise<SegmentedLog> {
  const heads = await segmentHeads(db);
  const unpacked: Envelope[][] = [];
  for (const gap of gapsBetween(heads)) {
    for await (const { rows } of readableInPieces(db, gap, READ_AT_ONCE)) unpacked.push(eventsIn(rows));
  }
  return { heads, unpacked: unpacked.flat() };
}
