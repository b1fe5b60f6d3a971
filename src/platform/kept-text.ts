/**
 * Texts that a page can read at once, before any database answers: what the next study page will show first, and the ring of
 * facts as it stood last. They are copies, of this browser alone, and may be gone at any time.
 */

const CARD = "osteon:card-in-front";
const RING = "osteon:ring";
/**
 * In characters. Most cards have three thousand, and three times that with what pages look like; the few with the largest
 * drawings are kept without that, or read from the database instead. A ring has six for each arc and mark that is begun: it
 * is kept of forty chapters of any size, or of a hundred with 60 facts each.
 */
const LONGEST = 50_000;

/** Null where nothing is kept, or the browser keeps nothing for this page. */
export const readKeptText = (): string | null => readAt(CARD);
export const readKeptRing = (): string | null => readAt(RING);

/** @param text null forgets what was kept; a text that is too long does so as well */
export const keepText = (text: string | null): void => keepAt(CARD, text);
export const keepRing = (text: string | null): void => keepAt(RING, text);

/** Puts another text in the place of one, where that is still kept and the other is not too long. */
export function replaceKeptText(text: string, by: string): void {
  if (by.length <= LONGEST && readKeptText() === text) keepText(by);
}

function readAt(key: string): string | null {
  try {
    const text = localStorage.getItem(key);
    return text !== null && text.length <= LONGEST ? text : null;
  } catch {
    return null;
  }
}

function keepAt(key: string, text: string | null): void {
  try {
    // What was kept before is gone also where there is no room for what comes.
    localStorage.removeItem(key);
    if (text !== null && text.length <= LONGEST) localStorage.setItem(key, text);
  } catch {
    // Full, or forbidden as it may be in a private window: the next page then waits for the database, as without a copy.
  }
}
