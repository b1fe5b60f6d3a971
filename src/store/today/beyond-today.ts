/** What is read of the queues beyond today, where nothing is left or somebody comes back; no card waits for it. */
import type { Later } from "../../core/plan/next-due.ts";
import type { StudyDay } from "../../core/plan/study-day.ts";
import { QUEUE, type StateRow } from "../database/schema.ts";
import { statesInPieces } from "../decks/all-cards.ts";
import type { Database } from "../opening/open.ts";
import { type ChapterKey, chaptersOn, isAmong, readAllSwitches } from "../settings/switches.ts";
import { queueRange } from "./queues.ts";

/** The cards that were begun and are asked for: of chapters that are on. In pieces, since there may be very many. */
export async function* begunInPieces(db: Database, on: readonly ChapterKey[]): AsyncGenerator<readonly StateRow[]> {
  for await (const rows of statesInPieces(db)) {
    yield rows.filter((row) => row.queue !== undefined && row.state.memory !== null && isAmong(on, row));
  }
}

/** The first study day after today on which a card in review falls due, and how many do; null when none ever does. */
export async function readLater(db: Database, today: StudyDay): Promise<Later> {
  const transaction = db.transaction(["states", "decks", "registers"], "readonly");
  const [switches, decks] = await Promise.all([
    readAllSwitches(transaction.objectStore("registers")),
    transaction.objectStore("decks").getAll(),
  ]);
  const on = chaptersOn(decks, switches);
  const byQueue = transaction.objectStore("states").index("queue");
  const after = { kind: QUEUE.review, from: today + 1, to: Number.POSITIVE_INFINITY };
  const cursors = await Promise.all(on.map((chapter) => byQueue.openKeyCursor(queueRange(chapter, after))));
  const day = Math.min(...cursors.flatMap((cursor) => (cursor ? [cursor.key[2][1]] : [])));
  if (!Number.isFinite(day)) return null;
  const onDay = { kind: QUEUE.review, from: day, to: day };
  const counts = await Promise.all(on.map((chapter) => byQueue.count(queueRange(chapter, onDay))));
  return { day, cards: counts.reduce((sum, count) => sum + count, 0) };
}
