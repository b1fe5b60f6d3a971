import { momentAt } from "../core/moment.ts";
import { examineWeekly } from "../db/health.ts";
import type { Guarded } from "../db/open-guarded.ts";
import { isClean } from "../db/self-check.ts";
import { readSettings } from "../db/settings.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { recordFiles } from "../platform/record/files.ts";

/**
 * What keeps the data safe while nobody looks: the database and its second record are compared, and once on each study
 * day a snapshot is taken; once a week the whole log is compared with the cards.
 * @returns whether the database was given events that it had lost
 */
export async function keepUp(guarded: Guarded): Promise<boolean> {
  const { rolloverHour } = await readSettings(guarded.db);
  const { today } = momentAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const { changed } = await guarded.settle();
  const snapshotChanged = await guarded.snapshot(today);
  const examined = await examineWeekly(guarded.db, await recordFiles(), bundledDecks, systemClock.nowMs());
  const mended = examined !== null && !isClean(examined.found);
  return snapshotChanged || changed || mended || guarded.restored !== null;
}
