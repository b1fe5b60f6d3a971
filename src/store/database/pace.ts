/** Long care goes in transactions for each of which a grade may wait; so each has as much to do as takes a few milliseconds. */

/** How long one should take, in ms. */
const WANTED_MS = 10;
/** How many cards the first has; a few milliseconds' worth, on a slow machine too. */
export const BEGIN_WITH = 40;
const [LEAST, MOST] = [40, 200];

/**
 * How many cards the next transaction should have.
 * @param done how many the last one had
 * @param tookMs how long it took
 */
export const atPace = (done: number, tookMs: number): number =>
  Math.round(Math.min(MOST, Math.max(LEAST, done * Math.min(2, WANTED_MS / Math.max(tookMs, 0.1)))));
