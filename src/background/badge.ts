import { nextChangeMs } from "../core/next-change.ts";
import { buildQueue } from "../core/queue.ts";
import type { Database } from "../db/open.ts";
import { readToday } from "../db/today.ts";
import { systemClock } from "../platform/clock.ts";
import { tellQueue } from "../platform/queue-signs.ts";

/** Counts afresh what can be studied now, and asks to be woken when the clock will have changed it. */
export async function refreshBadge(db: Database): Promise<void> {
  const today = await readToday(db, systemClock.nowMs(), systemClock.offsetAt);
  await tellQueue(buildQueue(today).cards.length, nextChangeMs(today));
}
