/** Which segments are as they should be, found out fast: nothing of them has to be looked up, put right or packed anew. */
import type { Envelope } from "../../core/log/envelope.ts";
import { same } from "../../core/same.ts";
import { isUnderOtherCard, itemsOf, type RowItem } from "../../store/database/event-rows.ts";
import type { Database, SegmentRow } from "../../store/database/schema.ts";
import { readingLog } from "../../store/log/readable-rows.ts";
import { textOf, unpackLines, valuesOf } from "../../store/segments/pack.ts";
import { packedBytes } from "../../store/segments/packed-bytes.ts";
import { holdsAllPlaces } from "../../store/segments/segment-heads.ts";

/** Rows of one transaction: a grade may wait for one of these. */
const ROWS_AT_ONCE = 500;
/** For so long segments are looked at before anybody is told how far that came, in ms; no transaction takes as long. */
const STEP_MS = 100;

/** The segments one behind the other from a place on that are sound. */
export interface Sound {
  /** The place in the log of their last event; the place that was given where the first segment is not sound. */
  readonly to: number;
  readonly events: number;
  /** The rows of them. */
  readonly rows: readonly unknown[];
  /** What each of these holds. */
  readonly items: readonly (readonly RowItem[])[];
}

/**
 * Looks at the segments behind a place of the log until one of them is not sound, does not follow at once, or time is up.
 * @param heads in the order of the log
 * @param after the place before the first of them
 */
export async function soundSegments(db: Database, heads: readonly SegmentRow[], after: number): Promise<Sound> {
  const end = performance.now() + STEP_MS;
  const next = heads.filter(({ from }) => from > after);
  let [to, events] = [after, 0];
  const all: { readonly rows: readonly unknown[]; readonly items: readonly (readonly RowItem[])[] }[] = [];
  for (const head of next) {
    // None is read ahead: its transaction would stay open while this one is compared, and a grade would wait for both.
    const { rows, text } = await readSegment(db, head);
    const items = rows.map(itemsOf);
    if (head.from !== to + 1 || !isSound(head, items, text)) break;
    if (rows.some((row, n) => isUnderOtherCard(row, items[n] ?? []))) break;
    [to, events] = [head.to, events + head.events];
    all.push({ rows, items });
    if (performance.now() > end) break;
  }
  return { to, events, rows: all.flatMap(({ rows }) => rows), items: all.flatMap(({ items }) => items) };
}

/** A segment and the rows of its places. Rows are never changed, so they may come from several transactions. */
interface ReadSegment {
  readonly rows: readonly unknown[];
  /** None where the bytes are not what the hash says. */
  readonly text: string;
}
const NOTHING: ReadSegment = { rows: [], text: "" };

/** What cannot be read at once, or not at all, is for the closer look to tell of. */
async function readSegment(db: Database, head: SegmentRow): Promise<ReadSegment> {
  if (!holdsAllPlaces(head)) return NOTHING;
  try {
    const [rows, text] = await Promise.all([rowsOf(db, head), packedText(db, head)]);
    return { rows, text };
  } catch (error) {
    console.error(`segment ${head.number} is looked at closely:`, error);
    return NOTHING;
  }
}

async function rowsOf(db: Database, { from, to }: SegmentRow): Promise<readonly unknown[]> {
  const pieces: (readonly unknown[])[] = [];
  for (let first = from; first <= to; first += ROWS_AT_ONCE) {
    // Their places need not be asked for: there are as many rows as places, or the segment is not sound.
    const { store, done } = readingLog(db);
    pieces.push(await store.getAll(IDBKeyRange.bound(first, Math.min(to, first + ROWS_AT_ONCE - 1))));
    await done;
  }
  return pieces.flat();
}

async function packedText(db: Database, head: SegmentRow): Promise<string> {
  const bytes = await packedBytes(db, head);
  return bytes ? unpackLines(bytes) : "";
}

/** Whether the rows hold events only, and those that the segment holds, in its order. */
function isSound(head: SegmentRow, ofRows: readonly (readonly RowItem[])[], text: string): boolean {
  if (ofRows.length === 0 || ofRows.length !== head.rows) return false;
  const items = ofRows.flat();
  const events = items.flatMap(({ event }) => (event ? [event] : []));
  if (events.length !== items.length || events.length !== head.events) return false;
  // As it was packed: to parse the lines and to compare all fields takes several times as long.
  return textOf(events) === text || areSame(events, text);
}

function areSame(events: readonly Envelope[], text: string): boolean {
  try {
    const lines = valuesOf(text);
    return lines.length === events.length && events.every((event, i) => same(event, lines[i]));
  } catch {
    // What is wrong with them the closer look tells.
    return false;
  }
}
