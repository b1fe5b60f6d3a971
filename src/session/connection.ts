import type { OpenOptions } from "../store/open.ts";
import { type Trouble, writeTrouble } from "../store/trouble.ts";

/** What a page must know of its connection to the database, beside the connection itself. */
export interface ConnectionWatch {
  /** To be handed to the opening. */
  readonly options: Required<Pick<OpenOptions, "onBlocked" | "onClosed">>;
  /** The opening has succeeded: nothing is in its way any more. */
  readonly opened: () => void;
  /** Why nothing can be done here at present; null while all is well. A connection that was closed stays closed. */
  readonly trouble: () => Trouble | null;
  /** What the user is told of a write that failed: where the connection was closed, that is why. */
  readonly reasonOf: (error: unknown) => Trouble;
}

/** @param onTrouble the connection was closed, or its opening waits for other tabs */
export function watchConnection(onTrouble: () => void): ConnectionWatch {
  let closed: Trouble | null = null;
  let blocked = false;
  return {
    options: {
      onBlocked() {
        blocked = true;
        onTrouble();
      },
      onClosed(why) {
        closed = why;
        onTrouble();
      },
    },
    opened() {
      blocked = false;
    },
    trouble: () => closed ?? (blocked ? "otherTabs" : null),
    reasonOf: (error) => closed ?? writeTrouble(error),
  };
}
