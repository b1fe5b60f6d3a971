import type { CardEntry } from "../core/card.ts";
import type { CardId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { type Scheduler, schedulerFor } from "../core/memory/scheduler.ts";
import type { OnProgress } from "../core/progress.ts";
import { AHEAD_DAYS, type Look, MemoriesMaker } from "../core/stats/memories.ts";
import { nowAt } from "../core/time/now.ts";
import { systemClock } from "../platform/clock.ts";
import { statesInPieces } from "../store/decks/all-cards.ts";
import type { Database } from "../store/opening/open.ts";
import { logInPieces } from "../store/segments/bulk-log.ts";
import { readSettings } from "../store/settings/settings.ts";

/** Cards between two reports of progress. */
const REPORT_EVERY = 500;

/** The memory of every card that is in its deck, after each day on which it was answered, and a year ahead. */
export async function readMemories(db: Database, onProgress: OnProgress): Promise<Look> {
  const past = new MemoriesMaker();
  const kept = new MemoriesMaker();
  const { rolloverHour } = await readSettings(db);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const ahead = { now, until: now.today + AHEAD_DAYS };
  await eachLog(db, onProgress, (card, log, scheduler) => {
    if (card?.retired !== false) return;
    past.add(card.id, log, scheduler);
    kept.add(card.id, log, scheduler, ahead);
  });
  return { past: past.made(), kept: kept.made() };
}

/** What is held of a card while its log is put together. */
type Entry = Pick<CardEntry, "id" | "formerIds" | "retired">;

/**
 * Goes through the whole log, card by card. Half of the progress is reading, half is folding. What else is read comes first, see
 * `logInPieces`.
 * @param use given the card, or null for one of a deck that is gone, and its events
 */
async function eachLog(
  db: Database,
  onProgress: OnProgress,
  use: (card: Entry | null, log: readonly Envelope[], scheduler: Scheduler) => void,
): Promise<void> {
  const scheduler = schedulerFor(await readSettings(db));
  const entries: Entry[] = [];
  for await (const rows of statesInPieces(db)) {
    for (const { id, formerIds, retired } of rows) entries.push({ id, formerIds, retired });
  }
  const logs = new Map<CardId, Envelope[]>();
  for await (const { events, done, total } of logInPieces(db)) {
    for (const event of events) {
      if (event.card === undefined) continue;
      const log = logs.get(event.card);
      if (log) log.push(event);
      else logs.set(event.card, [event]);
    }
    onProgress({ done, total: 2 * total });
  }
  const cards = logs.size;
  let done = 0;
  const add = (card: Entry | null, log: readonly Envelope[]): void => {
    use(card, log, scheduler);
    done += 1;
    if (done % REPORT_EVERY === 0) onProgress({ done: Math.min(cards, done) + cards, total: 2 * cards });
  };
  // Those in their decks first: what was answered under a former id belongs to the card that has it now.
  for (const card of entries.toSorted((a, b) => Number(a.retired) - Number(b.retired))) {
    const ids = [card.id, ...card.formerIds];
    const log = ids.flatMap((one) => logs.get(one) ?? []);
    for (const one of ids) logs.delete(one);
    if (log.length > 0) add(card, log);
  }
  // Cards of decks that are gone: what was answered was answered.
  for (const log of logs.values()) add(null, log);
}
