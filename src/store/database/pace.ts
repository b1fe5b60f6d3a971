/** Long care goes in transactions for each of which a grade may wait; so each has as much to do as takes a few milliseconds. */
import { nextSize, type Pace } from "../../core/pace.ts";

/** Cards of a transaction which the user waits for, and for which a grade may have to wait. */
const CARDS_PACE: Pace = { wantedMs: 25, least: 20, most: 200 };

/** How many of those the first transaction has. @param most in one, other than usual for tests */
export const firstCards = (most: number = CARDS_PACE.most): number => Math.min(most, CARDS_PACE.least);

/** How many the next one has. @param startMs when the last one of `size` cards began, by `performance.now()` */
export const nextCards = (size: number, startMs: number, most: number = CARDS_PACE.most): number =>
  nextSize(size, performance.now() - startMs, { ...CARDS_PACE, most });

/** How many cards the first has; a few milliseconds' worth, on a slow machine too. */
export const BEGIN_WITH = 40;
const PACE: Pace = { wantedMs: 10, least: BEGIN_WITH, most: 200 };

/**
 * How many cards the next transaction should have.
 * @param done how many the last one had
 * @param tookMs how long it took
 */
export const atPace = (done: number, tookMs: number): number => nextSize(done, Math.max(tookMs, 0.1), PACE);
