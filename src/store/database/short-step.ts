/** Long work goes in steps of one transaction each. A grade that needs the same stores waits for the step that is under way. */

/** No batch of a step begins later than this after its first one. */
const STEP_MS = 10;
/** A few milliseconds' worth, on a slow machine too. */
const BATCH = 10;

/**
 * Works on the first of some items, batch after batch within one transaction, until time is up; at least on one batch.
 * @param atOnce items of a batch
 * @returns how many items were worked on: the next step begins behind them
 */
export async function inShortStep<T>(
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<unknown>,
  atOnce = BATCH,
): Promise<number> {
  const end = performance.now() + STEP_MS;
  let done = 0;
  do {
    const batch = items.slice(done, done + atOnce);
    await work(batch);
    done += batch.length;
  } while (done < items.length && performance.now() < end);
  return done;
}
