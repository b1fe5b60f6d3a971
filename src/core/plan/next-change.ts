import { endOfToday } from "../time/now.ts";
import { type Day, LEARN_AHEAD_MS } from "./queue.ts";

/**
 * The next instant at which the queue changes by the clock alone: a learning card falls due, or comes close enough to be
 * offered ahead of its time, or the next study day starts.
 */
export function nextChangeMs(day: Pick<Day, "learning" | "now">): number {
  const instants = day.learning.flatMap(({ state: { dueAtMs } }) =>
    dueAtMs === null ? [] : [dueAtMs - LEARN_AHEAD_MS, dueAtMs],
  );
  return Math.min(endOfToday(day.now), ...instants.filter((instant) => instant > day.now.nowMs));
}
