import type { CardEntry } from "../core/card.ts";
import type { CardId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { addCardLog } from "../core/stats/card-log.ts";
import { type DayTable, DayTableMaker } from "../core/stats/day-table.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import { statesInPieces } from "../store/all-cards.ts";
import { logInPieces } from "../store/bulk-log.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";

/** Cards between two reports of progress. */
const REPORT_EVERY = 500;

/** What was done on each study day, from the whole log. Half of the progress is reading, half is folding. */
export async function readDayTable(db: Database, onProgress: OnJobProgress): Promise<DayTable> {
  const scheduler = schedulerFor(await readSettings(db));
  const logs = new Map<CardId, Envelope[]>();
  for await (const { events, done, total } of logInPieces(db)) {
    for (const event of events) {
      if (event.card === undefined) continue;
      const log = logs.get(event.card);
      if (log) log.push(event);
      else logs.set(event.card, [event]);
    }
    onProgress(done, 2 * total);
  }
  const table = new DayTableMaker();
  const cards = logs.size;
  let done = 0;
  const add = (log: readonly Envelope[], inDeck: boolean): void => {
    addCardLog(table, log, scheduler, inDeck);
    done += 1;
    if (done % REPORT_EVERY === 0) onProgress(Math.min(cards, done) + cards, 2 * cards);
  };
  const places: Pick<CardEntry, "id" | "formerIds" | "retired">[] = [];
  for await (const rows of statesInPieces(db)) {
    for (const { id, formerIds, retired } of rows) places.push({ id, formerIds, retired });
  }
  // Those in their decks first: what was answered under a former id belongs to the card that has it now.
  for (const { id, formerIds, retired } of places.toSorted((a, b) => Number(a.retired) - Number(b.retired))) {
    const ids = [id, ...formerIds];
    const log = ids.flatMap((one) => logs.get(one) ?? []);
    for (const one of ids) logs.delete(one);
    if (log.length > 0) add(log, !retired);
  }
  // Cards of decks that are gone: what was answered was answered.
  for (const log of logs.values()) add(log, false);
  return table.made();
}
