import type { LastRestore } from "../../jobs/messages.ts";

type Sums = Pick<NonNullable<LastRestore>, "added" | "takenBack" | "othersTakenBack">;

/**
 * How many entries of the last file need no taking back: undos of other entries of it, and what somebody took back since. What the
 * file took back here, by its own undos or by replacing, is among what is taken back with it, so that the entries of such a file
 * cannot be told from that.
 * @param handled entries that are taken back, or are left
 */
export const idleEntries = ({ added, takenBack, othersTakenBack }: Sums, handled: number): number =>
  takenBack + othersTakenBack > 0 ? 0 : Math.max(0, added - handled);
