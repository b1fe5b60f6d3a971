/** The queues of the chapters that are on, read as one: no row of a chapter that is off, of a locked or a later card. */
import type { CardId, DeckId } from "../../core/ids.ts";
import { readableAlong } from "../database/attempt.ts";
import type { QueueKey, StateRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
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

/** Rows that are read of each chapter at first: most chapters give few cards to a day, or none. */
const FIRST = 4;

type IndexKey = [DeckId, string, QueueKey, CardId];
const firstKey = ({ deck, chapter }: ChapterKey, { kind, from }: Stretch): IndexKey => [
  deck,
  chapter,
  [kind, from],
  "" as CardId,
];
const lastKey = ({ deck, chapter }: ChapterKey, { kind, to }: Stretch): IndexKey => [
  deck,
  chapter,
  [kind, to],
  "\uffff" as CardId,
];

/** All rows of one chapter within a stretch. */
export const queueRange = (chapter: ChapterKey, stretch: Stretch): IDBKeyRange =>
  IDBKeyRange.bound(firstKey(chapter, stretch), lastKey(chapter, stretch));

/** The rows of a range of the index of queues. */
const readInQueue = (
  index: Parameters<typeof readableAlong<IndexKey, CardId, StateRow>>[0],
  range: IDBKeyRange,
  most?: number,
) => readableAlong(index, range, most);

/** What was read of one chapter. */
interface Lane {
  readonly chapter: ChapterKey;
  rows: readonly StateRow[];
  at: number;
  /** The last place that was read; null before the first. */
  after: IndexKey | null;
  isRead: boolean;
}

/**
 * The first rows of a stretch of all these chapters' queues, in the order of their places. Reads no more than it hands
 * out, but for some rows of each chapter: nothing grows with the cards of a deck.
 * @param wanted about how many rows will be taken
 * @param take is given one row after the other; false: it was the last that is wanted
 * @returns the cards that were met and whose rows cannot be read
 */
export async function takeFromQueues(
  transaction: Reading,
  chapters: readonly ChapterKey[],
  stretch: Stretch,
  wanted: number,
  take: (row: StateRow) => boolean,
): Promise<readonly CardId[]> {
  const index = transaction.objectStore("states").index("queue");
  const lanes = chapters.map((chapter): Lane => ({ chapter, rows: [], at: 0, after: null, isRead: false }));
  const lost: CardId[] = [];
  const first = Math.max(FIRST, Math.ceil(wanted / Math.max(1, chapters.length)));
  const fill = async (lane: Lane): Promise<void> => {
    do {
      const most = lane.after ? wanted : first;
      const range = lane.after
        ? IDBKeyRange.bound(lane.after, lastKey(lane.chapter, stretch), true)
        : queueRange(lane.chapter, stretch);
      const { rows, unreadable } = await readInQueue(index, range, most);
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
  if (!row) return false;
  if (!other) return true;
  const [place, otherPlace] = [row.queue?.[1] ?? 0, other.queue?.[1] ?? 0];
  return place < otherPlace || (place === otherPlace && row.id < other.id);
}
