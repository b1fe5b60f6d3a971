/**
 * Resolves when the browser says that the document is read, which is right behind the scripts of its HTML.
 *
 * Firefox paints nothing until a document is loaded, or for 5 ms from its first layout on. A frame that comes due while a
 * script runs is taken as soon as that ends, and is empty; the next one is 16 ms later. What is drawn when this resolves has
 * that frame, since the document is loaded in the same task: https://searchfox.org/mozilla-central/search?q=mPaintSuppressionTimer
 */
export const documentRead = (): Promise<unknown> =>
  document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((resolve) => {
        // The second is for who asks between the two.
        for (const end of ["DOMContentLoaded", "load"]) addEventListener(end, resolve, { once: true });
      });
