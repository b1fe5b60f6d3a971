/** The queues of the chapters that are on, read as one: no row of a chapter that is off, of a locked, a later or a sleeping card. */
import type { CardId, DeckId } from "../../core/ids.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableAlong } from "../database/readable.ts";
import { PUT_OFF, QUEUE, type QueueKey, type QueuePlace, type StateRow } from "../database/schema.ts";
import type { Reading, ReadingStore } from "../database/transaction.ts";
import type { ChapterKey } from "../settings/switches.ts";

/** Part of a kind of queue: places from one to another, both within. */
export interface Stretch {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
}

/** All places of a kind. */
export const whole = (kind: number): Stretch => ({
  kind,
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
});

/** Cards in review that are due on a day. */
export const dueBy = (today: StudyDay): Stretch => ({ kind: QUEUE.review, from: Number.NEGATIVE_INFINITY, to: today });

/** Rows that are read of each chapter at first: most chapters give few cards to a day, or none. */
const FIRST = 4;

/** The queues of one chapter: of the cards that were put off until a day, or of all others. */
export interface QueuesKey extends ChapterKey {
  readonly until?: StudyDay;
  /** With those of all days before it: too many to be read each by itself. */
  readonly andBefore?: true;
}
type PutOffQueues = QueuesKey & { readonly until: StudyDay };

type IndexKey = [DeckId, string, QueueKey, CardId];
const keyAt = ({ until }: QueuesKey, ...place: QueuePlace): QueueKey =>
  until === undefined ? place : [PUT_OFF, until, ...place];
const firstKey = (queues: QueuesKey, { kind, from }: Stretch): IndexKey => [
  queues.deck,
  queues.chapter,
  keyAt(queues, kind, from),
  "" as CardId,
];
const lastKey = (queues: QueuesKey, { kind, to }: Stretch): IndexKey => [
  queues.deck,
  queues.chapter,
  keyAt(queues, kind, to),
  "\uffff" as CardId,
];

/** All rows of a chapter's queues within a stretch. */
export const queueRange = (queues: QueuesKey, stretch: Stretch): IDBKeyRange =>
  IDBKeyRange.bound(firstKey(queues, stretch), lastKey(queues, stretch));

/** Where a card stands among those that were put off until the same day, or among all that never were. */
export const placeIn = (queue: QueueKey): QueuePlace => (queue.length === 2 ? queue : [queue[2], queue[3]]);

/** What comes before all cards of a chapter that were put off until a day. */
const beginningOf = ({ deck, chapter }: ChapterKey, until: number): IndexKey =>
  firstKey({ deck, chapter, until }, whole(Number.NEGATIVE_INFINITY));

/** All cards of a chapter but those that are new and not put off. */
const behindNew = (chapter: ChapterKey): IDBKeyRange =>
  IDBKeyRange.bound(lastKey(chapter, whole(QUEUE.new)), beginningOf(chapter, Number.POSITIVE_INFINITY), true);

const isOfPutOff = (queue: QueueKey): boolean => queue.length > 2;

/** All cards of a chapter that were put off until a day or an earlier one. */
const rangeUpTo = (chapter: ChapterKey, until: number): IDBKeyRange =>
  IDBKeyRange.bound(beginningOf(chapter, Number.NEGATIVE_INFINITY), beginningOf(chapter, until + 1));

/** Which queues hold anything but new cards. */
export interface Begun {
  /** The chapters that have such cards, put off or not. */
  readonly chapters: readonly ChapterKey[];
  /** Those of cards that were put off, day by day, the last day first. */
  readonly putOff: readonly PutOffQueues[];
}

/**
 * Where cards stand that are not new, and until which days cards were put off: those that woke long ago, too, if nothing was
 * done to them since. One key is read for each chapter and each such day of it, no row, however many cards sleep.
 * @param mostDays of a chapter; all that lie before these are one
 */
export async function begunQueues(
  states: ReadingStore<"states">,
  all: readonly ChapterKey[],
  mostDays = Number.POSITIVE_INFINITY,
): Promise<Begun> {
  const index = states.index("queue");
  const lookAt = async (chapter: ChapterKey): Promise<Begun> => {
    const putOff: PutOffQueues[] = [];
    // From behind: what is not put off lies before all that is, and new cards before both.
    let cursor = await index.openKeyCursor(behindNew(chapter), "prev");
    const chapters = cursor ? [chapter] : [];
    while (cursor && isOfPutOff(cursor.key[2])) {
      const { deck, chapter: id } = chapter;
      const until = cursor.key[2][1];
      if (putOff.length === mostDays) {
        putOff.push({ deck, chapter: id, until, andBefore: true });
        break;
      }
      putOff.push({ deck, chapter: id, until });
      cursor = await cursor.continue(beginningOf(chapter, until));
    }
    return { chapters, putOff };
  };
  const found = await Promise.all(all.map(lookAt));
  return { chapters: found.flatMap(({ chapters }) => chapters), putOff: found.flatMap(({ putOff }) => putOff) };
}

/** As `begunQueues`, of what was put off alone. */
export const putOffQueues = async (
  states: ReadingStore<"states">,
  chapters: readonly ChapterKey[],
): Promise<readonly PutOffQueues[]> => (await begunQueues(states, chapters)).putOff;

/** The rows of a range of the index of queues. */
const readInQueue = (
  index: Parameters<typeof readableAlong<IndexKey, CardId, StateRow>>[0],
  range: IDBKeyRange,
  most?: number,
) => readableAlong(index, range, most);

/** The rows of all these days that lie within a stretch, in the order of their places. */
async function readManyDays(
  index: Parameters<typeof readInQueue>[0],
  { until = 0, ...chapter }: QueuesKey,
  { kind, from, to }: Stretch,
): ReturnType<typeof readInQueue> {
  const { rows, unreadable } = await readInQueue(index, rangeUpTo(chapter, until));
  const isWithin = ([one, place]: QueuePlace): boolean => one === kind && place >= from && place <= to;
  return {
    rows: rows.filter(({ queue }) => isWithin(placeIn(queue ?? [0, 0]))).sort(byPlace),
    unreadable: unreadable.filter(({ key }) => isWithin(placeIn(key[2]))),
  };
}

/** What was read of one chapter's queues. */
interface Lane {
  readonly queues: QueuesKey;
  rows: readonly StateRow[];
  at: number;
  /** The last place that was read; null before the first. */
  after: IndexKey | null;
  isRead: boolean;
}

/**
 * The first rows of a stretch of all these queues, in the order of their places. Reads no more than it hands
 * out, but for some rows of each of them: nothing grows with the cards of a deck.
 * @param wanted about how many rows will be taken
 * @param take is given one row after the other; false: it was the last that is wanted
 * @returns the cards that were met and whose rows cannot be read
 */
export async function takeFromQueues(
  transaction: Reading,
  all: readonly QueuesKey[],
  stretch: Stretch,
  wanted: number,
  take: (row: StateRow) => boolean,
): Promise<readonly CardId[]> {
  const index = transaction.objectStore("states").index("queue");
  const lanes = all.map((queues): Lane => ({ queues, rows: [], at: 0, after: null, isRead: false }));
  const lost: CardId[] = [];
  const first = Math.max(FIRST, Math.ceil(wanted / Math.max(1, lanes.length)));
  const fill = async (lane: Lane): Promise<void> => {
    do {
      const { andBefore } = lane.queues;
      const most = andBefore ? Number.POSITIVE_INFINITY : lane.after ? wanted : first;
      const range = lane.after
        ? IDBKeyRange.bound(lane.after, lastKey(lane.queues, stretch), true)
        : queueRange(lane.queues, stretch);
      const { rows, unreadable } = await (andBefore
        ? readManyDays(index, lane.queues, stretch)
        : readInQueue(index, range, most));
      for (const { primaryKey } of unreadable) lost.push(primaryKey);
      lane.rows = rows;
      lane.at = 0;
      lane.isRead = rows.length + unreadable.length < most;
      lane.after = lastOf([...rows.slice(-1).map(keyOf), ...unreadable.slice(-1).map(({ key }) => key)]);
    } while (lane.rows.length === 0 && !lane.isRead);
  };
  await Promise.all(lanes.map(fill));
  for (;;) {
    const next = lanes.reduce<Lane | null>((best, lane) => (comesFirst(lane, best) ? lane : best), null);
    const row = next?.rows[next.at];
    if (!next || !row) return lost;
    next.at++;
    if (!take(row)) return lost;
    if (next.at === next.rows.length && !next.isRead) await fill(next);
  }
}

const keyOf = ({ deck, chapter, queue, id }: StateRow): IndexKey => [deck, chapter, queue ?? [0, 0], id];

const lastOf = (keys: readonly IndexKey[]): IndexKey | null =>
  keys.reduce<IndexKey | null>((last, key) => (last && indexedDB.cmp(last, key) > 0 ? last : key), null);

function comesFirst({ rows, at }: Lane, best: Lane | null): boolean {
  const row = rows[at];
  const other = best?.rows[best.at];
  return row !== undefined && (other === undefined || byPlace(row, other) < 0);
}

function byPlace(a: StateRow, b: StateRow): number {
  const [[, one], [, other]] = [placeIn(a.queue ?? [0, 0]), placeIn(b.queue ?? [0, 0])];
  return one - other || (a.id < b.id ? -1 : 1);
}
