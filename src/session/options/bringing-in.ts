/** A file that was looked at is brought in. */
import { UNKNOWN_PROGRESS } from "../../core/progress.ts";
import { same } from "../../core/same.ts";
import { JobError } from "../../jobs/client.ts";
import { endedEarly } from "../common/worker-failure.ts";
import type { BackupOutcome } from "./backup-state.ts";
import { endedWith, IN_PART, WHOLE_OR_NOT } from "./ended-with.ts";
import type { FileClient, FileDesk } from "./file-desk.ts";
import { type BackupPreview, backupFirst, type RestoreChoice } from "./file-preview.ts";
import { hasCome, type Standing } from "./has-come.ts";
import type { SaveFile } from "./saving-files.ts";

const RESTORING = "restoring";

/** Sentences on the file itself: nothing of it is written then, whatever another page has brought in meanwhile. */
const isRefused = (error: unknown): boolean => error instanceof JobError && error.problem.key.startsWith("backup_");

/** Nothing was written, since replacing would have taken back more than the page had said. */
const takesMore = (error: unknown): boolean => error instanceof JobError && error.problem.key === "backup_takesMore";

/**
 * @param announce tells the other pages to look again, where a worker that was ended could not
 * @param readDecks the decks of the user's own, each with its version, as they are now
 */
export function bringingIn(
  client: FileClient,
  { state, set, onProgress, run, mustGoOn, askForLast, chooseAgain, letGoAfter, putAway, refresh }: FileDesk,
  save: SaveFile,
  announce: () => void,
  readDecks: () => Promise<readonly string[]>,
): (choice: RestoreChoice) => Promise<void> {
  const decksNow = (): Promise<Standing["decks"]> =>
    readDecks().catch((error: unknown) => {
      console.error("the decks could not be read:", error);
      return null;
    });
  /** In this order: where a worker that was ended still writes, the question for the way back waits for that. */
  const standing = async (): Promise<Standing> => {
    await askForLast();
    return { last: state.current().lastRestore, decks: await decksNow() };
  };

  /** It may have ended when all was written, and only the answer had not come yet. */
  const ended = async (error: unknown, file: BackupPreview, before: Standing): Promise<BackupOutcome> => {
    letGoAfter(error);
    set({ work: UNKNOWN_PROGRESS, refreshing: "ended" });
    const now = await standing().catch((reason: unknown) => {
      console.error("what has come could not be read:", reason);
      return null;
    });
    const come = isRefused(error) ? "nothing" : hasCome(file, before, now);
    // The question is asked again, by what the file would take back now.
    if (takesMore(error)) await chooseAgain();
    if (come === "nothing") {
      // Of the last file a rest that could not be read may have been mended and taken back first.
      if (!before.last?.isBegun || (now && same(now.last, before.last))) return endedEarly(RESTORING, error);
      announce();
      await refresh("ended");
      return { ...endedWith(RESTORING, error, IN_PART), inPart: true };
    }
    // Where nobody knows, another look tells how much of it is here.
    if (come) putAway();
    else set({ preview: null, canLookAgain: true });
    announce();
    await refresh("ended");
    return come ? { kind: "restored", ...come } : { ...endedWith(RESTORING, error, WHOLE_OR_NOT), isUnknown: true };
  };

  return (choice) =>
    run(RESTORING, async () => {
      const file = state.current().preview;
      if (!file) return null;
      if (backupFirst(file, choice)) await save("json", "csv", "before-restoring.");
      // As it is now: this page may not have seen what another one brought in.
      const before = await standing();
      mustGoOn();
      const come = await client.restore(choice, onProgress).catch((error) => ended(error, file, before));
      if ("kind" in come) return come;
      putAway();
      await refresh("written");
      return { kind: "restored", ...come };
    });
}
