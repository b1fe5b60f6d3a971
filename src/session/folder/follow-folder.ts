import { logFailure } from "../../platform/log-failure.ts";
import { askToUse, type FolderHandle } from "../../platform/shared-folder.ts";
import type { Database } from "../../store/opening/open.ts";

/** Who comes back to a page sooner than this finds nothing new. */
const PAUSE_MS = 60_000;
/** How long a study page exchanges at a time; what is left then is for the next time, or for the options page. */
const SHORT_MS = 5000;

/** Asks the user for the folder, and exchanges. To be called in the handler of a click, before anything is waited for. */
export type AllowFolder = () => void;

export interface FolderFollower {
  /** The last answer of a visit was given: what it wrote goes out. */
  readonly visitEnded: () => void;
}

/**
 * Exchanges with the shared folder, where there is one: now, when the page is looked at again, and after a visit. Never on
 * the path of a grade; and not where the user stopped one. A folder that is gone or full is told of on the options page, and hinders nobody here.
 * @param database as it is open now
 * @param onNews what came in is in the database
 * @param onAsk told before each exchange what asks the user again; null where the browser wants no such thing
 */
export function followFolder(
  database: () => Database,
  onNews: () => void,
  onAsk: (allow: AllowFolder | null) => void,
): FolderFollower {
  let lastMs = Number.NEGATIVE_INFINITY;
  const run = async (): Promise<void> => {
    lastMs = performance.now();
    const end = performance.now() + SHORT_MS;
    let hasNews = false;
    const onCame = (): void => {
      hasNews = true;
    };
    try {
      const { exchangeUnasked, folderToAllow } = await import("./folder-exchange.ts");
      const toAllow = await folderToAllow(database());
      onAsk(toAllow && (() => allow(toAllow)));
      const done = await exchangeUnasked(database(), {
        goOn: () => performance.now() < end,
        onTaken: onCame,
        onDecks: onCame,
      });
      if (done && done.notWritten !== null) console.error("the shared folder takes nothing:", done.notWritten);
    } catch (error) {
      console.error("the shared folder could not be used:", error);
    }
    if (hasNews) onNews();
  };
  /** One after the other: what was answered while one goes on is for the next. */
  let last: Promise<void> = Promise.resolve();
  const queue = (): Promise<void> => {
    last = last.then(run);
    return last;
  };
  /** Whatever the answer was: what is to be asked is looked at anew. */
  const allow = (folder: FolderHandle): void =>
    logFailure("asking for the shared folder", askToUse(folder).then(queue));
  const lookedAt = (): void => {
    if (document.visibilityState === "visible" && performance.now() - lastMs > PAUSE_MS) void queue();
  };
  document.addEventListener("visibilitychange", lookedAt);
  // A window beside others is visible all the time.
  window.addEventListener("focus", lookedAt);
  void queue();
  return { visitEnded: () => void queue() };
}
