import type { LastRestore } from "../../../src/jobs/messages.ts";

/** The last file that came, as a page is told of it: one of seven entries, nothing of which is taken back. */
export const lastFile = (change: Partial<NonNullable<LastRestore>> = {}): NonNullable<LastRestore> => ({
  ...{ atMs: 5, added: 7, takenBack: 0, othersTakenBack: 0 },
  ...{ isBegun: false, undone: 0, left: null, isUnreadable: false, decks: 0 },
  ...change,
});
