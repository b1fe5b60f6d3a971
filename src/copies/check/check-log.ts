/** Is every row of the log an event, and every segment what its hash and the log say? */
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { same } from "../../core/same.ts";
import { isUnderOtherCard } from "../../store/database/event-rows.ts";
import type { SegmentRow } from "../../store/database/schema.ts";
import { idsIfAny } from "../../store/log/ids-of-rows.ts";
import type { Database } from "../../store/opening/open.ts";
import { countEvents } from "../../store/segments/count-events.ts";
import { sha256 } from "../../store/segments/pack.ts";
import { packedBytes } from "../../store/segments/packed-bytes.ts";
import { dropUnreadable, readHeads, segmentHeads } from "../../store/segments/segment-heads.ts";
import { packNext } from "../../store/segments/segments.ts";
import { underTheirCards } from "../../store/writing/under-their-cards.ts";
import { unpack } from "../place/events-file.ts";
import { journalsIn, segmentsIn } from "../place/file-names.ts";
import { readJournals } from "../place/journal-files.ts";
import { dropDamaged } from "../place/segment-files.ts";
import { lackingAmong, takeIn } from "../take-in/take-in.ts";
import { bothChecked, type Checked, finding, NOTHING_CHECKED } from "./findings.ts";
import { type LogItem, type LogRows, logRows } from "./log-rows.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";
import { soundSegments } from "./sound-segments.ts";

/** Events of one step, where no segment holds them. */
const AT_ONCE = 500;

async function step(tools: CheckTools, after: Position): Promise<Step> {
  const { db, held } = tools;
  const from = typeof after === "number" ? after : 0;
  if (after === null) await held?.begin(db);
  const { heads, unreadable } = await readHeads(db);
  if (unreadable.length > 0) return withoutUnreadable(tools, after);
  const sound = await soundSegments(db, heads, from);
  if (sound.to > from) {
    held?.hold(from, sound.to, sound.rows, sound.items);
    return { next: sound.to, checked: finding("event", 0, 0, { events: sound.events }), looked: sound.events };
  }
  return lookClosely(tools, heads, from);
}

/** Segments whose heads cannot be read are packed anew from the log, and the step is taken without them. */
async function withoutUnreadable(tools: CheckTools, after: Position): Promise<Step> {
  const dropped = await dropUnreadable(tools.db);
  const lost = finding("segment", dropped, dropped);
  tools.onFound?.(lost);
  for (let left = dropped; left > 0; left--) await packAgain(tools.db);
  const { next, checked, looked } = await step(tools, after);
  return { next, checked: bothChecked(lost, checked), looked };
}

export const checkLog: CheckPart = { count: async ({ db }) => (await countEvents(db)).events, costUs: 13, step };

/** The next segment that is not sound, or the next rows that none holds. */
async function lookClosely(tools: CheckTools, heads: readonly SegmentRow[], from: number): Promise<Step> {
  const { db, held } = tools;
  const head = heads.find(({ to }) => to > from);
  const inSegment = head !== undefined && head.from <= from + 1;
  const before = inSegment ? head.to + 1 : (head?.from ?? null);
  const log = await logRows(db, from, before, inSegment ? undefined : AT_ONCE);
  const { isEnd, items, keys, rows, ofRows } = log;
  const others = await checkCardsOf(tools, log);
  tools.onFound?.(others);
  const own = inSegment ? await checkSegment(tools, head, items) : (await checkItems(tools, items, [])).checked;
  const next = isEnd ? (before === null ? null : before - 1) : (keys.at(-1) ?? null);
  held?.hold(from, next ?? keys.at(-1) ?? from, rows, ofRows);
  if (next === null) held?.end();
  return { next, checked: bothChecked(others, own), looked: items.length };
}

/** Finds rows under another card than their events, for which who asks for that card asks in vain. */
async function checkCardsOf(
  { db, scheduler }: Pick<CheckTools, "db" | "scheduler">,
  { keys, rows, ofRows }: LogRows,
): Promise<Checked> {
  const wrong = keys.filter((_, i) => isUnderOtherCard(rows[i], ofRows[i] ?? []));
  if (wrong.length === 0) return NOTHING_CHECKED;
  // Fewer than were found where somebody else was faster: that one tells of the others.
  const mended = await underTheirCards(db, wrong, scheduler);
  return finding("event", mended, mended);
}

async function checkSegment(tools: CheckTools, head: SegmentRow, items: readonly LogItem[]): Promise<Checked> {
  const { db, place } = tools;
  const bytes = (await packedBytes(db, head)) ?? (await bytesInPlace(place, head));
  const events = (bytes && (await unpack(bytes))?.events) ?? [];
  const { checked, wasAnyWrong } = await checkItems(tools, items, events);
  const { items: here } = await logRows(db, head.from - 1, head.to + 1);
  const fits = (await packedBytes(db, head)) !== null && holds(events, here) && events.length === head.events;
  // Taken away meanwhile, because a row in it was mended, or by another page: then it is packed anew anyway.
  const isThere = (await segmentHeads(db)).some(({ hash, number }) => hash === head.hash && number === head.number);
  if (fits || !isThere) {
    await packAgain(db);
    return checked;
  }
  // What of it cannot be put into the log now may stand nowhere else: the next check tries again.
  const { lacking, unreadable } = await lackingAmong(db, events, true);
  if (lacking.length + unreadable.length > 0) return checked;
  const isDropped = await dropDamaged(db, head);
  await packAgain(db);
  // Where an event was put back behind the others, its old segment differs for that reason. Who was faster tells of it.
  return (wasAnyWrong && bytes) || !isDropped ? checked : bothChecked(checked, finding("segment", 1, 1));
}

/** What keeps it from being packed now, such as a row that cannot be read, will be met by the next copying, too. */
async function packAgain(db: Database): Promise<void> {
  try {
    await packNext(db);
  } catch (error) {
    console.error("a segment could not be packed anew:", error);
  }
}

/** Whether a segment holds what the log holds in its stretch, and nothing else. */
function holds(events: readonly Envelope[], items: readonly LogItem[]): boolean {
  const here = items.flatMap(({ event }) => (event ? [event.id] : []));
  const ids = new Set(events.map(({ id }) => id));
  return here.length === ids.size && here.every((id) => ids.has(id));
}

/** The same bytes in the second record, where those in the database are damaged; null where they are damaged there as well. */
async function bytesInPlace(place: Place | null, { hash }: SegmentRow): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = place && segmentsIn(await place.list()).find((one) => one.hash === hash);
  const bytes = file && (await place.read(file.name));
  return bytes && (await sha256(bytes)) === hash ? bytes : null;
}

/**
 * Finds rows that are no events, and events of a sealed copy that the log does not hold as they are; both are mended from
 * copies, where these hold them. What no copy holds stays as it is: somebody may yet make sense of it.
 * @param sealed the events of the segment of these rows
 * @returns also whether anything was wrong, whoever has mended it
 */
async function checkItems(
  { db, place, onFound }: CheckTools,
  items: readonly LogItem[],
  sealed: readonly Envelope[],
): Promise<{ readonly checked: Checked; readonly wasAnyWrong: boolean }> {
  const here = new Map(items.flatMap(({ event }) => (event ? [[event.id, event] as const] : [])));
  const bad = items.flatMap(({ event, key }) => (event ? [] : [key]));
  const differing = sealed.filter((event) => !same(here.get(event.id), event));
  const looked = { events: items.length - bad.length };
  const wrong = await wrongNow(db, bad, differing);
  if (wrong.count === 0) return { checked: finding("event", 0, 0, looked), wasAnyWrong: bad.length > 0 };
  const { taken: ofSegment } = await takeIn(db, wrong.lacking, { sealed: true });
  onFound?.(finding("event", ofSegment, ofSegment));
  const { taken: ofJournal } = await takeIn(
    db,
    (await journalOf(place)).filter(({ id }) => wrong.ids.has(id)),
  );
  const mended = ofSegment + ofJournal;
  // What somebody else has put back since it was found is told there, and here neither as found nor as left.
  const { count: left } = await wrongNow(db, bad, differing);
  return { checked: finding("event", mended + left, mended, looked), wasAnyWrong: true };
}

interface Wrong {
  /** Events and, of rows that cannot be read and are in no index, rows. */
  readonly count: number;
  /** Events of the sealed copy that the log does not hold as they are. */
  readonly lacking: readonly Envelope[];
  /** What the rows say their ids are, event or not. */
  readonly ids: ReadonlySet<unknown>;
}

/** @param keys of rows that were no events */
async function wrongNow(db: Database, keys: readonly number[], differing: readonly Envelope[]): Promise<Wrong> {
  const bad = await badItemsAt(db, keys);
  // One that was put back once stands elsewhere in the log.
  const { lacking, unreadable } = await lackingAmong(db, differing, true);
  // A row that cannot be read does not say which events it held; the index knows. It is one item, whatever it held.
  const unread = bad.filter(({ isUnreadable }) => isUnreadable);
  const lost = await idsIfAny(db, new Set(unread.map(({ key }) => key)));
  const badIds = new Set(bad.map(({ id }) => id));
  const lostIds = new Set<unknown>([...lost.values()].flat());
  const inUnread = unread.reduce((sum, item) => sum + Math.max(1, lost.get(item.key)?.length ?? 0), 0);
  const beside = [...lacking.filter(({ id }) => !badIds.has(id)), ...unreadable.filter(({ id }) => !lostIds.has(id))];
  return {
    count: bad.length - unread.length + inUnread + beside.length,
    lacking: [...lacking, ...unreadable],
    ids: new Set([...badIds, ...lostIds]),
  };
}

async function badItemsAt(db: Database, keys: readonly number[]): Promise<readonly LogItem[]> {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return [];
  const wanted = new Set(keys);
  const { items } = await logRows(db, first - 1, last + 1);
  return items.filter((item) => !item.event && wanted.has(item.key));
}

async function journalOf(place: Place | null): Promise<readonly Envelope[]> {
  if (!place) return [];
  const { files } = await readJournals(place, journalsIn(await place.list()));
  return [...files.values()].flat();
}
