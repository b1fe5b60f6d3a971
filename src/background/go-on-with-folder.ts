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
 * @param budgetMs once this is over it ends after the step that is under way
 * @throws what the folder or the database throws before anything has come in
 */
export async function goOnWithFolder(db: Database, budgetMs = BUDGET_MS): Promise<WentOn> {
  if (!(await isUnfinished(db))) return { changed: false, more: false };
  const end = performance.now() + budgetMs;
  let changed = false;
  const onCame = (): void => {
    changed = true;
  };
  const goOn = (): boolean => performance.now() < end;
  try {
    const done = await exchangeWithFolder(db, { goOn, onTaken: onCame, onDecks: onCame });
    return { changed, more: done !== null && (await isUnfinished(db)) };
  } catch (error) {
    // What came in before that stays, and pages are to look again.
    if (!changed) throw error;
    console.error("the shared folder could not be used to the end:", error);
    return { changed, more: false };
  }
}
