import type { Guarded } from "../../copies/open-guarded.ts";
import { nowAt } from "../../core/plan/now.ts";
import { systemClock } from "../../platform/clock.ts";
import { readSettings } from "../../store/settings.ts";

/** Brings the second record wholly up to date, after the log was changed at more than its end. */
export async function takeSnapshot(guarded: Guarded): Promise<void> {
  const { rolloverHour } = await readSettings(guarded.db);
  await guarded.snapshot(nowAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour).today, "anyway");
}
