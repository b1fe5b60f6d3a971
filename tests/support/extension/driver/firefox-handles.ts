import type { Frame, Page } from "puppeteer-core";

/** What puppeteer keeps of a document, but leaves out of its types. */
interface Realm {
  internalPuppeteerUtil?: unknown;
}
interface Keeping {
  mainRealm(): Realm;
  isolatedRealm(): Realm;
  clearDocumentHandle(): void;
}

/** What Firefox answers where an argument belongs to a document that has gone; nothing has run then. */
const STALE = /no such (handle|node)/;

/**
 * Lets a page look for elements also right after it went to another document in the same tab. Puppeteer keeps the document,
 * and a helper of its own in it, until Firefox tells of the next one; for the room in which the helper runs that is only when
 * it is used again, so that puppeteer may ask with the one that has gone. Then it is asked for anew, once.
 */
export function findAnew(page: Page): void {
  const frame = page.mainFrame();
  for (const name of ["$", "$$", "$eval", "$$eval", "waitForSelector"] as const) {
    const ask = frame[name].bind(frame) as (...args: unknown[]) => Promise<unknown>;
    const again = async (...args: unknown[]): Promise<unknown> => {
      try {
        return await ask(...args);
      } catch (error) {
        if (!isStale(error)) throw error;
        forget(frame);
        return ask(...args);
      }
    };
    Object.defineProperty(frame, name, { value: again });
  }
}

/** What waits for an element gives the answer as the cause of its own error. */
const isStale = (error: unknown): boolean =>
  error instanceof Error && (STALE.test(error.message) || isStale(error.cause));

function forget(frame: Frame): void {
  const keeping = frame as unknown as Keeping;
  keeping.clearDocumentHandle();
  for (const realm of [keeping.mainRealm(), keeping.isolatedRealm()]) realm.internalPuppeteerUtil = undefined;
}
