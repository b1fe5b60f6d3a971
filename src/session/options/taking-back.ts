/** The last file that came is taken back; where that ended midway, the rest of it is taken back, or kept. */
import { same } from "../../core/same.ts";
import type { LastRestore } from "../../jobs/messages.ts";
import { endedEarly } from "../common/worker-failure.ts";
import type { BackupOutcome } from "./backup-state.ts";
import { endedWith, IN_PART } from "./ended-with.ts";
import type { FileClient, FileDesk } from "./file-desk.ts";
import { idleEntries } from "./idle-entries.ts";

const TAKING_BACK = "taking a file back";
const KEEPING = "keeping the rest of a file";

/** @param announce tells the other pages to look again, where a worker that was ended could not */
export function takingBack(
  client: FileClient,
  { state, onProgress, run, chooseAgain, letGoAfter, refresh }: FileDesk,
  announce: () => void,
): { readonly takeBack: () => Promise<void>; readonly keepRest: () => Promise<void> } {
  type Last = NonNullable<LastRestore>;
  /** Reads how it stands. @returns the last file; undefined where that is not known */
  const standsNow = async (error: unknown): Promise<LastRestore | undefined> => {
    letGoAfter(error);
    announce();
    return (await refresh("ended")) ? state.current().lastRestore : undefined;
  };

  /** What was taken back before it ended stays so. @param before how it stood when it began */
  const takingBackEnded = async (error: unknown, before: Last): Promise<BackupOutcome> => {
    const now = await standsNow(error);
    // It was ended when all was written, and only the answer had not come yet.
    if (now === null) return { kind: "takenBack", takenBack: null, unreadable: 0, idle: 0 };
    if (now && now.atMs !== before.atMs) return { kind: "overtaken" };
    // Where nobody knows, this claims nothing that may be false.
    return same(now, before)
      ? endedEarly(TAKING_BACK, error)
      : { ...endedWith(TAKING_BACK, error, IN_PART), inPart: true };
  };

  /** @returns whether it was ended when that was written, and only the answer had not come yet */
  const keepingEnded = async (error: unknown, before: Last): Promise<boolean> => {
    const now = await standsNow(error);
    if (now === undefined || now?.atMs === before.atMs) throw error;
    return now === null;
  };

  /** @param doIt with the file that this page knows as the last one */
  const withLast = (what: string, doIt: (last: Last) => Promise<BackupOutcome>): Promise<void> =>
    run(what, async () => {
      const { lastRestore } = state.current();
      if (!lastRestore) return null;
      const outcome = await doIt(lastRestore);
      await chooseAgain();
      return outcome;
    });

  return {
    takeBack: () =>
      withLast(TAKING_BACK, async (last) => {
        const done = await client.takeBack(last.atMs, onProgress).catch((error) => takingBackEnded(error, last));
        if (done && "kind" in done) return done;
        await refresh("written");
        if (!done) return { kind: "overtaken" };
        return { kind: "takenBack", ...done, idle: idleEntries(last, done.takenBack + done.unreadable) };
      }),
    keepRest: () =>
      withLast(KEEPING, async (last) => {
        const isKept = await client.keepRest(last.atMs).catch((error) => keepingEnded(error, last));
        await refresh("written");
        return { kind: isKept ? "restKept" : "overtaken" };
      }),
  };
}
