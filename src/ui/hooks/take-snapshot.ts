import { momentAt } from "../../core/moment.ts";
import type { Guarded } from "../../db/open-guarded.ts";
import { readSettings } from "../../db/settings.ts";
import { systemClock } from "../../platform/clock.ts";

/** Brings the second record wholly up to date, after the log was changed at more than its end. */
export async function takeSnapshot(guarded: Guarded): Promise<void> {
  const { rolloverHour } = await readSettings(guarded.db);
  await guarded.snapshot(momentAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour).today, "anyway");
}
