import type { OffsetAt } from "../core/time/study-day.ts";

/** The world outside core: the time, the zone and chance. Read at every use, since all three change. */
export interface Clock {
  readonly nowMs: () => number;
  readonly offsetAt: OffsetAt;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** The browser's. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  // Subtracted from nothing rather than negated: in UTC the log would otherwise hold a minus nought.
  offsetAt: (atMs) => 0 - new Date(atMs).getTimezoneOffset(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};
