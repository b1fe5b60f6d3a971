/** A page in the background paints nothing, and is not to wait for that. */
const LATEST_MS = 100;

/** Resolves once what was drawn is on the screen. */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    // A frame is painted after its callbacks: a task that they set comes behind it.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LATEST_MS);
  });
