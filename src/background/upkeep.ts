import { momentAt } from "../core/moment.ts";
import type { Guarded } from "../db/open-guarded.ts";
import { readSettings } from "../db/settings.ts";
import { systemClock } from "../platform/clock.ts";

/**
 * What keeps the data safe while nobody looks: the database and its second record are compared, and once on each study
 * day a snapshot is taken.
 * @returns whether the database was given events that it had lost
 */
export async function keepUp(guarded: Guarded): Promise<boolean> {
  const { rolloverHour } = await readSettings(guarded.db);
  const { today } = momentAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const { changed } = await guarded.settle();
  return (await guarded.snapshot(today)) || changed || guarded.restored !== null;
}
