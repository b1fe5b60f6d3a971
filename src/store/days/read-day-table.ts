import type { DeckId } from "../../core/ids.ts";
import { type DayRow, isDayRow } from "../../core/stats/day-sums.ts";
import { type DayTable, dayTable } from "../../core/stats/day-table.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableIn } from "../database/readable.ts";
import type { Database } from "../opening/open.ts";

/** Read in a few milliseconds: some years of one deck. */
const AT_ONCE = 1000;

interface ReadDays {
  readonly keys: readonly [StudyDay, DeckId][];
  readonly rows: readonly (DayRow | undefined)[];
}

/**
 * The sums of all days: read in pieces, and a day that is damaged left out until it is mended.
 * @param of one deck alone; without it all decks are taken together
 */
export async function readDayTable(db: Database, of?: DeckId): Promise<DayTable> {
  const found: DayRow[] = [];
  for (let range: IDBKeyRange | null = null; ; ) {
    const { keys, rows }: ReadDays = await readableIn(db.transaction("days").store, range, AT_ONCE);
    found.push(...rows.filter(isDayRow).filter(({ deck }) => of === undefined || deck === of));
    const last = keys.at(-1);
    if (!last || keys.length < AT_ONCE) return dayTable(found);
    range = IDBKeyRange.lowerBound(last, true);
  }
}
