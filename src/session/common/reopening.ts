import { whyNotWritten } from "../../store/database/why-not.ts";
import type { Database } from "../../store/opening/open.ts";

/** How long a write waits for a connection that was lost with it. */
const REOPENING_MS = 5000;

/** What knows when the connection of a page was opened again. */
export interface Reopening {
  /** To be called when another connection takes the place of `lost`. */
  readonly done: (lost: Database) => void;
  /** To be called when none will. */
  readonly givenUp: () => void;
  /**
   * Does a piece of work, and does it once more where it failed with the connection that it went through, and there is
   * another one. It must write once however often it is done: what was lost may be an answer, not the write.
   */
  readonly repeat: <R>(work: () => Promise<R>, used: Database) => Promise<R>;
}

/** One for each page. */
export function reopening(): Reopening {
  const replaced = new WeakSet<Database>();
  let isGivenUp = false;
  let tell = (): void => {};
  /** The browser may tell of a write that failed before it tells that the connection is gone. */
  const isReplaced = async (used: Database): Promise<boolean> => {
    if (!replaced.has(used) && (await isOpen(used))) return false;
    if (!replaced.has(used) && !isGivenUp) {
      await new Promise<void>((resolve) => {
        tell = resolve;
        setTimeout(resolve, REOPENING_MS);
      });
    }
    return replaced.has(used);
  };
  return {
    done(lost) {
      replaced.add(lost);
      tell();
    },
    givenUp() {
      isGivenUp = true;
      tell();
    },
    repeat: (work, used) =>
      work().catch(async (error: unknown) => {
        if ((await whyNotWritten(error)) !== "notSaved" || !(await isReplaced(used))) throw error;
        return work();
      }),
  };
}

const isOpen = (db: Database): Promise<boolean> =>
  // A reading goes to the browser and back, so whatever it had to tell of the connection has arrived before.
  Promise.resolve()
    .then(() => db.getKey("local", "device"))
    .then(
      () => true,
      () => false,
    );
