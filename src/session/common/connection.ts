import type { Trouble } from "../../store/database/trouble.ts";
import { orDiskFull, whyNotWritten } from "../../store/database/why-not.ts";
import type { OpenOptions } from "../../store/opening/open.ts";

/** What a page must know of its connection to the database, beside the connection itself. */
export interface ConnectionWatch {
  /** To be handed to the opening. */
  readonly options: Required<Pick<OpenOptions, "onBlocked" | "onUpgrading" | "onClosed">>;
  /** Hands on what an opening comes to: whether it succeeded or failed, it waits for nothing any more. */
  readonly opening: <R>(opens: Promise<R>) => Promise<R>;
  /** Why nothing can be done here at present; null while all is well. A connection that was closed stays closed. */
  readonly trouble: () => Trouble | null;
  /** What the user is told of a write that failed: where the connection was closed, that is why. */
  readonly reasonOf: (error: unknown) => Promise<Trouble>;
}

/** What is over by itself, or once other tabs are closed: the opening goes on then. */
export const isWaiting = (trouble: Trouble | null): boolean => trouble === "otherTabs" || trouble === "upgrading";

/** Mostly records are up to date before anybody has read that they are not. */
const TELL_AFTER_MS = 300;
/** A connection that is lost again within this time is not opened again: something keeps closing it. */
const REOPEN_AGAIN_MS = 60_000;

/**
 * @param onTrouble the connection was closed, or its opening waits, see `isWaiting`
 * @param reopen opens the database anew; asked for where the browser closed the connection, and nobody else wanted it
 */
export function watchConnection(onTrouble: () => void, reopen: () => Promise<void>): ConnectionWatch {
  let closed: Trouble | null = null;
  let waiting: Trouble | null = null;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let reopenedAtMs = Number.NEGATIVE_INFINITY;
  const close = (why: Trouble): void => {
    clearTimeout(soon);
    closed = why;
    onTrouble();
  };
  const wait = (why: Trouble): void => {
    clearTimeout(soon);
    waiting = why;
    onTrouble();
  };
  const openAgain = async (): Promise<void> => {
    try {
      await reopen();
    } catch (error) {
      console.error("the database could not be opened again:", error);
      close(await orDiskFull("connectionLost"));
    }
  };
  return {
    options: {
      onBlocked: () => wait("otherTabs"),
      onUpgrading() {
        soon = setTimeout(() => wait("upgrading"), TELL_AFTER_MS);
      },
      onClosed(why) {
        if (why === "databaseClosed") return close(why);
        const isFirst = performance.now() - reopenedAtMs > REOPEN_AGAIN_MS;
        reopenedAtMs = performance.now();
        if (isFirst) void openAgain();
        else void orDiskFull("connectionLost").then(close);
      },
    },
    opening: (opens) =>
      opens.finally(() => {
        clearTimeout(soon);
        waiting = null;
      }),
    trouble: () => closed ?? waiting,
    reasonOf: async (error) => closed ?? whyNotWritten(error),
  };
}
