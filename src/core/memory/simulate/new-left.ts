/** How many new cards there were to begin on days that are past. */
import { DAY_MS } from "../../time/study-day.ts";

/** The cards of one deck. */
export interface NewOfDeck {
  /** How many are new at the end of the last day. */
  readonly left: number;
  /** When each of the others was begun, Unix time, in any order. */
  readonly begunAtMs: readonly number[];
}

/**
 * How many could be begun so many days back, 0 for the last day. A log does not tell when a deck came: it counts as here from
 * the day on which its first card was begun.
 * @param endMs Unix time of the end of the last day; days are counted back from it, 24 hours each
 */
export function newLeftBack(decks: Iterable<NewOfDeck>, endMs: number): (daysBack: number) => number {
  const begun = Array.from(decks, ({ left, begunAtMs }) => ({ left, times: begunAtMs.toSorted((a, b) => a - b) }));
  return (daysBack) => {
    const to = endMs - daysBack * DAY_MS;
    const from = to - DAY_MS;
    let sum = 0;
    for (const { left, times } of begun) {
      if ((times[0] ?? to) >= to) continue;
      const before = times.findIndex((time) => time >= from);
      sum += left + (before < 0 ? 0 : times.length - before);
    }
    return sum;
  };
}
