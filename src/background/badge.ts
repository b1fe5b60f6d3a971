import { nextChangeMs } from "../core/plan/next-change.ts";
import { buildQueue } from "../core/plan/queue.ts";
import { systemClock } from "../platform/clock.ts";
import { tellQueue } from "../platform/queue-signs.ts";
import type { Database } from "../store/opening/open.ts";
import type { KnownFacts } from "../store/today/pairs.ts";
import { readToday } from "../store/today/today.ts";

/** For as long as the background is awake: for each look it opens the database anew. */
const facts: KnownFacts = new Map();

/** Counts again what can be studied now, and asks to be woken when the clock will have changed it. */
export async function refreshBadge(db: Database): Promise<void> {
  const today = await readToday(db, systemClock.nowMs(), systemClock.offsetAt, facts);
  await tellQueue(buildQueue(today).cards.length, nextChangeMs(today));
}
