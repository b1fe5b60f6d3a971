import type { Database } from "../store/open.ts";

/** How long a write waits for a connection that was lost with it. */
const REOPENING_MS = 5000;

/** What knows when the connection of a page was opened again. */
export interface Reopening {
  /** To be called when another connection takes the place of `lost`. */
  readonly done: (lost: Database) => void;
  /** To be called when none will. */
  readonly givenUp: () => void;
  /**
   * Whether a write failed because the browser closed the connection that it went through, and there is another one by now.
   * The browser may tell of a write that failed before it tells why.
   */
  readonly after: (used: Database) => Promise<boolean>;
}

export function reopening(): Reopening {
  const replaced = new WeakSet<Database>();
  let isGivenUp = false;
  let tell = (): void => {};
  return {
    done(lost) {
      replaced.add(lost);
      tell();
    },
    givenUp() {
      isGivenUp = true;
      tell();
    },
    async after(used) {
      if (!replaced.has(used) && (await isOpen(used))) return false;
      if (!replaced.has(used) && !isGivenUp) {
        await new Promise<void>((resolve) => {
          tell = resolve;
          setTimeout(resolve, REOPENING_MS);
        });
      }
      return replaced.has(used);
    },
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
