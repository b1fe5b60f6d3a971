/** The queues of the chapters that are on, read as one: no row of a chapter that is off, of a locked or a later card. */
import type { CardId, DeckId } from "../core/ids.ts";
import type { QueueKey, StateRow } from "./schema.ts";
import type { ChapterKey } from "./switches.ts";
import type { Reading } from "./transaction.ts";

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

/** What was read of one chapter. */
interface Lane {
  readonly chapter: ChapterKey;
  rows: readonly StateRow[];
  at: number;
  isRead: boolean;
}

/**
 * The first rows of a stretch of all these chapters' queues, in the order of their places. Reads no more than it hands
 * out, but for some rows of each chapter: nothing grows with the cards of a deck.
 * @param wanted about how many rows will be taken
 * @param take is given one row after the other; false: it was the last that is wanted
 */
export async function takeFromQueues(
  transaction: Reading,
  chapters: readonly ChapterKey[],
  stretch: Stretch,
  wanted: number,
  take: (row: StateRow) => boolean,
): Promise<void> {
  const index = transaction.objectStore("states").index("queue");
  const lanes = chapters.map((chapter): Lane => ({ chapter, rows: [], at: 0, isRead: false }));
  const first = Math.max(FIRST, Math.ceil(wanted / Math.max(1, chapters.length)));
  const fill = async (lane: Lane): Promise<void> => {
    const last = lane.rows.at(-1);
    const most = last ? wanted : first;
    const range = last
      ? IDBKeyRange.bound(keyOf(last), lastKey(lane.chapter, stretch), true)
      : queueRange(lane.chapter, stretch);
    lane.rows = await index.getAll(range, most);
    lane.at = 0;
    lane.isRead = lane.rows.length < most;
  };
  await Promise.all(lanes.map(fill));
  for (;;) {
    const next = lanes.reduce<Lane | null>((best, lane) => (comesFirst(lane, best) ? lane : best), null);
    const row = next?.rows[next.at];
    if (!next || !row) return;
    next.at++;
    if (!take(row)) return;
    if (next.at === next.rows.length && !next.isRead) await fill(next);
  }
}

const keyOf = ({ deck, chapter, queue, id }: StateRow): IndexKey => [deck, chapter, queue ?? [0, 0], id];

function comesFirst({ rows, at }: Lane, best: Lane | null): boolean {
  const row = rows[at];
  const other = best?.rows[best.at];
  if (!row) return false;
  if (!other) return true;
  const [place, otherPlace] = [row.queue?.[1] ?? 0, other.queue?.[1] ?? 0];
  return place < otherPlace || (place === otherPlace && row.id < other.id);
}
