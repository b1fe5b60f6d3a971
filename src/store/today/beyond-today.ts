/** What is read of the queues beyond today, where nothing is left or somebody comes back; no card waits for it. */
import { isBegun } from "../../core/memory/card-state.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import type { Later, PutOff } from "../../core/plan/next-due.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { QUEUE, type StateRow } from "../database/schema.ts";
import { statesInPieces } from "../decks/all-cards.ts";
import type { Database } from "../opening/open.ts";
import { type ChapterKey, chaptersOn, isAmong, readSwitches } from "../settings/switches.ts";
import { dueBy, placeIn, putOffQueues, queueRange, type Stretch, whole } from "./queues.ts";
import type { Today } from "./today.ts";

/** Cards that were begun. */
export interface BegunCards {
  /** They are asked for: of chapters that are on. */
  readonly asked: readonly StateRow[];
  /** They are suspended or switched off. */
  readonly aside: readonly StateRow[];
}

/** In pieces, since there may be very many. */
export async function* begunInPieces(db: Database, on: readonly ChapterKey[]): AsyncGenerator<BegunCards> {
  for await (const rows of statesInPieces(db)) {
    const begun = rows.filter(({ state, retired }) => isBegun(state) && !retired);
    const isAsked = (row: StateRow): boolean => row.queue !== undefined && isAmong(on, row);
    yield { asked: begun.filter(isAsked), aside: begun.filter((row) => !isAsked(row)) };
  }
}

/** The first study day after today on which a card in review falls due, and how many do; null when none ever does. */
export async function readLater(db: Database, today: StudyDay): Promise<Later> {
  const switches = await readSwitches(db);
  const transaction = db.transaction(["states", "decks"], "readonly");
  const decks = await transaction.objectStore("decks").getAll();
  const on = chaptersOn(decks, switches);
  const states = transaction.objectStore("states");
  const byQueue = states.index("queue");
  const all = [...on, ...(await putOffQueues(states, on))];
  const after = { kind: QUEUE.review, from: today + 1, to: Number.POSITIVE_INFINITY };
  const cursors = await Promise.all(all.map((queues) => byQueue.openKeyCursor(queueRange(queues, after))));
  const day = Math.min(...cursors.flatMap((cursor) => (cursor ? [placeIn(cursor.key[2])[1]] : [])));
  if (!Number.isFinite(day)) return null;
  const onDay = { kind: QUEUE.review, from: day, to: day };
  const counts = await Promise.all(all.map((queues) => byQueue.count(queueRange(queues, onDay))));
  return { day, cards: counts.reduce((sum, count) => sum + count, 0) };
}

/** How many cards in review are due by today, none of them put off, counted on the index of the queues. */
export async function countWaiting(db: Database, { on, now: { today } }: Pick<Today, "on" | "now">): Promise<number> {
  const byQueue = db.transaction("states").store.index("queue");
  const counts = await Promise.all(on.map((queues) => byQueue.count(queueRange(queues, dueBy(today)))));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many cards would be asked today and sleep until tomorrow, counted on the index of the queues. */
export async function readPutOff(db: Database, { on, now: { today } }: Pick<Today, "on" | "now">): Promise<PutOff> {
  const states = db.transaction("states").store;
  const byQueue = states.index("queue");
  const asleep = (await putOffQueues(states, on)).filter(({ until }) => isPutOff({ buriedUntil: until }, today));
  const count = async (stretch: Stretch): Promise<number> =>
    (await Promise.all(asleep.map((queues) => byQueue.count(queueRange(queues, stretch))))).reduce((a, b) => a + b, 0);
  const [newCards, learning, reviews] = await Promise.all([
    count(whole(QUEUE.new)),
    count(whole(QUEUE.learning)),
    count(dueBy(today)),
  ]);
  return { newCards, begun: learning + reviews };
}
