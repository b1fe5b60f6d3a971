/**
 * One text that a page can read at once, before any database answers: what the next study page will show first. It is a
 * copy, of this browser alone, and may be gone at any time.
 */

const KEY = "osteon:card-in-front";
/**
 * In characters. Most cards have three thousand, and three times that with what pages look like; the few with the largest
 * drawings are kept without that, or read from the database instead.
 */
const LONGEST = 50_000;

/** Null where nothing is kept, or the browser keeps nothing for this page. */
export function readKeptText(): string | null {
  try {
    const text = localStorage.getItem(KEY);
    return text !== null && text.length <= LONGEST ? text : null;
  } catch {
    return null;
  }
}

/** @param text null forgets what was kept; a text that is too long does so as well */
export function keepText(text: string | null): void {
  try {
    // What was kept before is gone also where there is no room for what comes.
    localStorage.removeItem(KEY);
    if (text !== null && text.length <= LONGEST) localStorage.setItem(KEY, text);
  } catch {
    // Full, or forbidden as it may be in a private window: the next page then waits for the database, as without a copy.
  }
}

/** Puts another text in the place of one, where that is still kept and the other is not too long. */
export function replaceKeptText(text: string, by: string): void {
  if (by.length <= LONGEST && readKeptText() === text) keepText(by);
}
