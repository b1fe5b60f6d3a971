import { isUnfinished } from "../copies/shared/link.ts";
import { exchangeWithFolder } from "../session/folder/folder-exchange.ts";
import type { Database } from "../store/opening/open.ts";

/** Leaves as much of what a browser gives a worker to all else. */
const BUDGET_MS = 8000;

export interface WentOn {
  /** Something came in that pages show. */
  readonly changed: boolean;
  /** There is more of it, and the browser lets us: the background should be woken soon. */
  readonly more: boolean;
}

/**
 * Goes on with an exchange that had no time for all of it: a first taking in of a long log takes minutes, and the page that
 * began it may be closed. Where the browser wants the user asked for the folder, it waits for a page.
 * @param budgetMs no step begins later than this
 */
export async function goOnWithFolder(db: Database, budgetMs = BUDGET_MS): Promise<WentOn> {
  if (!(await isUnfinished(db))) return { changed: false, more: false };
  const end = performance.now() + budgetMs;
  let taken = 0;
  const done = await exchangeWithFolder(db, {
    goOn: () => performance.now() < end,
    onTaken: (events) => {
      taken = events;
    },
  });
  return { changed: taken + (done?.decks ?? 0) > 0, more: done !== null && (await isUnfinished(db)) };
}
