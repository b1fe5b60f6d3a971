/** Not later than this, also in a page that is never idle. */
const LATEST_MS = 2000;

/** Resolves when the page has nothing better to do: what waits for it takes nothing from the first card. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
  });

/** Does some work when the page is idle; once for all who ask for it until then. */
export function onceIdle(work: () => Promise<void>): () => Promise<void> {
  let waiting: Promise<void> | null = null;
  return () => {
    waiting ??= whenIdle().then(() => {
      waiting = null;
      return work();
    });
    return waiting;
  };
}
