import { wakeAt } from "./alarm.ts";
import { showBadge } from "./badge.ts";

/**
 * What the browser is told when today's queue has changed: how many cards wait, and when the clock will have changed
 * that. Pages tell it too, since the background sleeps while they write.
 */
export async function tellQueue(count: number, nextChangeMs: number): Promise<void> {
  await Promise.all([showBadge(count), wakeAt(nextChangeMs)]);
}
