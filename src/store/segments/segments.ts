/**
 * The log packed into segments: a thousand events, mostly, that arrived one after the other, compressed, sealed with a hash, and
 * never changed again. Bulk work reads segments; a copy of the log is a list of them and what came since.
 */
import type { Envelope } from "../../core/log/envelope.ts";
import { isFromNewer, isKnownSort, sortOf } from "../../core/log/newer.ts";
import { eventsIn, itemsOf } from "../database/event-rows.ts";
import { positionRow } from "../database/local.ts";
import { readableBy } from "../database/readable.ts";
import type { SegmentRow, StoreName } from "../database/schema.ts";
import { type Reading, read, readEnding, type Writing, write } from "../database/transaction.ts";
import { countInRows } from "../log/ids-of-rows.ts";
import type { Gap } from "../log/log.ts";
import { readableInPieces } from "../log/readable-rows.ts";
import type { Database } from "../opening/open.ts";
import { packEvents, sha256 } from "./pack.ts";

/** Large enough to compress well, small enough to be read and written between two frames. */
export const SEGMENT_EVENTS = 1000;
/** Rows of one transaction: a thousand at once take a browser up to a quarter of a second under load. */
const ROWS_AT_ONCE = 200;
/** How often a row of the log was replaced. A row that is only added comes behind all others, and changes nothing here. */
export const REPLACED = "log-rows-replaced";
/** Events that are read in some ten milliseconds. */
const COUNTED_AT_ONCE = 1000;

/** What the segments are, without their bytes. */
export interface Heads {
  /** In the order of arrival of their events. */
  readonly heads: readonly SegmentRow[];
  /** The numbers of those that cannot be read: they are as segments that are not there, and are packed anew from the log. */
  readonly unreadable: readonly number[];
}

export async function headsIn(transaction: Reading): Promise<Heads> {
  const { keys, rows } = await readableBy(transaction.objectStore("segments"), ({ number }) => number, null);
  const heads = inLogOrder(rows.filter((row) => row !== undefined));
  return { heads, unreadable: keys.filter((_, i) => rows[i] === undefined) };
}

/** Mostly all at once. */
export async function readHeads(db: Database): Promise<Heads> {
  const transaction = db.transaction("segments");
  // The request that failed has said why; who waits for its transaction is told as well.
  transaction.done.catch(() => undefined);
  try {
    return { heads: inLogOrder(await transaction.store.getAll()), unreadable: [] };
  } catch (error) {
    console.error("the heads of the segments cannot be read at once:", error);
  }
  const { reading, done } = readEnding(db, ["segments"]);
  const heads = await headsIn(reading);
  await done;
  return heads;
}

/** Those that can be read. */
export const segmentHeads = async (db: Database): Promise<readonly SegmentRow[]> => (await readHeads(db)).heads;

/** Takes the segments away whose heads cannot be read, for their events to be packed anew. @returns how many there were */
export const dropUnreadable = (db: Database): Promise<number> =>
  write(db, ["segments", "packed"], async (transaction) => {
    const { unreadable } = await headsIn(transaction);
    for (const number of unreadable) await dropSegment(transaction, number);
    return unreadable.length;
  });

/** Whether it holds all between its places; where a row was left out when it was packed, that is asked for once more. */
export const holdsAllPlaces = ({ from, to, rows }: SegmentRow): boolean => rows === to - from + 1;

const inLogOrder = (heads: readonly SegmentRow[]): SegmentRow[] => heads.toSorted((a, b) => a.from - b.from);

/** The places that no segment holds: perhaps some where a segment was taken away, always those behind the last. */
function gapsBetween(heads: readonly SegmentRow[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let after = 0;
  for (const { from, to } of inLogOrder(heads)) {
    if (from > after + 1) gaps.push({ after, before: from });
    after = Math.max(after, to);
  }
  return [...gaps, { after, before: null }];
}

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

/** The same, as a transaction sees it. */
export const readReplaced = async (transaction: Reading): Promise<unknown> =>
  (await transaction.objectStore("local").get(positionRow(REPLACED, 0).key))?.value;

/**
 * To be called in the transaction that puts other rows in the places of some of the log, which holds `SEGMENT_STORES`: takes
 * away the segments that hold one of the places, for their events to be packed anew, and tells who is packing just now. The heads
 * are read once for all of them. What else stands in these segments must be in the log by then, see `lost-with-rows.ts`.
 */
export async function rowsReplaced(transaction: Writing, places: Iterable<number>): Promise<void> {
  const before = await readReplaced(transaction);
  const count = typeof before === "number" ? before : 0;
  await transaction.objectStore("local").put(positionRow(REPLACED, count + 1));
  const { heads, unreadable } = await headsIn(transaction);
  const holding = headsAt(heads, places).map(({ number }) => number);
  // Of one that cannot be read nobody knows which places it holds.
  for (const number of [...holding, ...unreadable]) await dropSegment(transaction, number);
}

/** Those that hold one of some places. @param heads in the order of the log */
export function headsAt(heads: readonly SegmentRow[], places: Iterable<number>): readonly SegmentRow[] {
  const left = [...places].sort((a, b) => b - a);
  return heads.filter(({ from, to }) => {
    // What lies before this segment lies in none of those that follow.
    while ((left.at(-1) ?? from) < from) left.pop();
    return (left.at(-1) ?? to + 1) <= to;
  });
}

export const SEGMENT_STORES = ["segments", "packed", "local"] as const satisfies readonly StoreName[];

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

export async function dropSegment(transaction: Writing, number: number): Promise<void> {
  await transaction.objectStore("segments").delete(number);
  await transaction.objectStore("packed").delete(number);
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
    for await (const { rows } of readableInPieces(db, gap, COUNTED_AT_ONCE)) unpacked.push(eventsIn(rows));
  }
  return { heads, unpacked: unpacked.flat() };
}

/** How many there are. */
export interface EventCounts {
  readonly events: number;
  /** Those that a newer version made, see `isFromNewer`. */
  readonly newer: number;
  /** Those in rows that the browser cannot read. They stay where they are, and nothing waits for them. */
  readonly unreadable: number;
}

/**
 * Of what is packed only the heads are read; the rest in pieces, each in a transaction of its own, so that no grade waits
 * for more than one of them.
 */
export async function countEvents(db: Database): Promise<EventCounts> {
  const heads = await segmentHeads(db);
  const newerIn = ({ kinds }: SegmentRow): number =>
    sum(Object.entries(kinds).map(([kind, count]) => (isKnownSort(kind) ? 0 : count)));
  let events = sum(heads.map((head) => head.events));
  let newer = sum(heads.map(newerIn));
  const damaged: number[] = [];
  for (const gap of gapsBetween(heads)) {
    for await (const { rows, unreadable } of readableInPieces(db, gap, COUNTED_AT_ONCE)) {
      const unpacked = eventsIn(rows);
      events += unpacked.length;
      newer += unpacked.filter(isFromNewer).length;
      damaged.push(...unreadable);
    }
  }
  const packed = sum(heads.map(({ unreadable }) => unreadable));
  return { events, newer, unreadable: packed + (await countInRows(db, damaged)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
