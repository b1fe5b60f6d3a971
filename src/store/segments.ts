/**
 * The log packed into segments: some hundred events that arrived one after the other, compressed, sealed with a hash, and
 * never changed again. Bulk work reads segments; a copy of the log is a list of them and what came since.
 */
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { Database } from "./open.ts";
import { packEvents, sha256 } from "./pack.ts";
import type { SegmentRow } from "./schema.ts";

/** Large enough to compress well, small enough to be read and written between two frames. */
export const SEGMENT_EVENTS = 1000;

/** The places in the log that no segment holds yet: gaps that were opened again, then all behind the last one. */
interface Gap {
  readonly number: number;
  readonly after: number;
  readonly before: number | null;
}

/**
 * Packs the next events that no segment holds, if there are enough of them. One short step; may be called by several
 * pages at once.
 * @returns the segment, or null when there is nothing to pack
 */
export async function packNext(db: Database): Promise<SegmentRow | null> {
  const gap = await firstGap(db);
  const { places, rows } = await eventsIn(db, gap);
  const isWhole = gap.before !== null || places.length === SEGMENT_EVENTS;
  const [from, to] = [places[0], places.at(-1)];
  if (!isWhole || from === undefined || to === undefined) return null;
  const events = eventsAmong(rows);
  const bytes = await packEvents(events);
  const segment = { number: gap.number, from, to, events: events.length, hash: await sha256(bytes), bytes };
  const transaction = db.transaction("segments", "readwrite");
  const store = transaction.store;
  // Somebody else may have packed them meanwhile.
  if ((await store.getKey(gap.number)) === undefined) await store.add(segment);
  await transaction.done;
  return segment;
}

/** The events that no segment holds, in the order of arrival. */
export async function unpackedEvents(db: Database): Promise<readonly Envelope[]> {
  const gap = await firstGap(db);
  const rows = await db.getAll("events", IDBKeyRange.lowerBound(gap.after, true));
  return eventsAmong(rows);
}

/** What the segments are, without their bytes. */
export async function segmentHeads(db: Database): Promise<Omit<SegmentRow, "bytes">[]> {
  const heads: Omit<SegmentRow, "bytes">[] = [];
  for (const number of await db.getAllKeys("segments")) {
    const row = await db.get("segments", number);
    if (!row) continue;
    const { bytes: _, ...head } = row;
    heads.push(head);
  }
  return heads;
}

async function firstGap(db: Database): Promise<Gap> {
  const store = db.transaction("segments").store;
  const numbers = await store.getAllKeys();
  const missing = numbers.findIndex((number, i) => number !== i + 1);
  const number = missing < 0 ? numbers.length + 1 : missing + 1;
  const [before, next] = await Promise.all([
    store.get(number - 1),
    missing < 0 ? undefined : store.get(numbers[missing] ?? 0),
  ]);
  return { number, after: before?.to ?? 0, before: next?.from ?? null };
}

async function eventsIn(db: Database, { after, before }: Gap) {
  const store = db.transaction("events").store;
  const range = before === null ? IDBKeyRange.lowerBound(after, true) : IDBKeyRange.bound(after, before, true, true);
  const most = before === null ? SEGMENT_EVENTS : undefined;
  const [places, rows] = await Promise.all([store.getAllKeys(range, most), store.getAll(range, most)]);
  return { places, rows: rows as readonly unknown[] };
}
