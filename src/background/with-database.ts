import { type Guarded, openGuarded } from "../copies/record/open-guarded.ts";
import { whileOpen } from "../copies/record/while-open.ts";
import { recordFiles } from "../platform/record/files.ts";
import { type Trouble, TroubleError } from "../store/database/trouble.ts";

/**
 * Opens the database for one piece of work and closes it again: a background that sleeps most of the time must not
 * stand in the way of an upgrade.
 * @throws TroubleError `otherTabs` where a page holds an older version open: the upgrade is done when that page is closed,
 * the work at the next wake; or why the connection was closed while the work was done
 */
export const withDatabase = <R>(work: (guarded: Guarded) => Promise<R>): Promise<R> => whileOpen(opened, work);

/** The browser ends a background that waits, so a blocked opening is not waited for. */
function opened(onClosed: (why: Trouble) => void): Promise<Guarded> {
  return new Promise((resolve, reject) => {
    let isGivenUp = false;
    const onBlocked = (): void => {
      isGivenUp = true;
      reject(new TroubleError("otherTabs"));
    };
    openGuarded({ onBlocked, onClosed }, recordFiles).then((guarded) => {
      if (isGivenUp) guarded.db.close();
      else resolve(guarded);
    }, reject);
  });
}
