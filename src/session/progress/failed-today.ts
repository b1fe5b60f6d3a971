import type { CardId } from "../../core/ids.ts";
import { countedReviews } from "../../core/log/fold.ts";
import { nowAt } from "../../core/time/now.ts";
import { daysOfToday } from "../../core/time/study-day.ts";
import type { Clock } from "../../platform/clock.ts";
import { cardEvents, memoisedEvents } from "../../store/log/log.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** Cards that were answered with Again on this study day, where that still counts. */
export async function readFailedToday(db: Database, clock: Clock): Promise<readonly CardId[]> {
  const { rolloverHour } = await readSettings(db);
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, rolloverHour);
  const transaction = db.transaction(["states", "events"]);
  const rows = await transaction
    .objectStore("states")
    .index("lastDay")
    .getAll(IDBKeyRange.bound(...daysOfToday(today)));
  const log = memoisedEvents(transaction.objectStore("events"));
  const failed = await Promise.all(
    rows.map(async (row) => {
      const reviews = countedReviews(await cardEvents(log, row));
      return !row.retired && reviews.some(({ studyDay, rating }) => studyDay === row.state.lastDay && rating === 1);
    }),
  );
  return rows.filter((_, i) => failed[i]).map(({ id }) => id);
}
