/** Work on files, one piece at a time: what is shown of it, how it is stopped, and what is asked of the worker when it has ended. */
import { outsideText } from "../../core/outside-text.ts";
import { type Progress, UNKNOWN_PROGRESS } from "../../core/progress.ts";
import { same } from "../../core/same.ts";
import type { Problem, ProblemKey } from "../../exchange/problem.ts";
import { type JobClient, JobError } from "../../jobs/client.ts";
import type { LastRestore } from "../../jobs/messages.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { type LiveValue, liveValue } from "../common/live.ts";
import { onceIdle } from "../common/when-idle.ts";
import { endedEarly } from "../common/worker-failure.ts";
import type { BackupOutcome, BackupState } from "./backup-state.ts";
import { stopping } from "./stopping.ts";

/** The part of the worker of jobs that work on files asks for. */
export type FileClient = Pick<
  JobClient,
  "exportFile" | "inspect" | "restore" | "takeBack" | "keepRest" | "lastRestore" | "cancel"
>;

export interface FileDesk {
  readonly state: LiveValue<BackupState>;
  readonly set: (change: Partial<BackupState>) => void;
  readonly onProgress: (work: Progress) => void;
  /** Does work behind what is asked of the worker just now. @param what names it in the console */
  readonly run: (what: string, doIt: () => Promise<BackupOutcome | null>) => Promise<void>;
  /** @throws where the user has stopped the work: while this page reads, no work of the worker can be ended */
  readonly mustGoOn: () => void;
  readonly onStop: () => void;
  readonly askForLast: () => Promise<void>;
  /** Looks at a file that was chosen, and shows what it would bring. */
  readonly choose: (file: File) => Promise<void>;
  /** The same, where one is shown, after what is here was changed. */
  readonly chooseAgain: () => Promise<void>;
  /** The same, where one was let go. */
  readonly lookAgain: () => Promise<void>;
  /** The worker no longer holds the file where it was stopped, or failed. */
  readonly letGoAfter: (error: unknown) => void;
  /** The file has come, or is not wanted any more. */
  readonly putAway: () => void;
  /**
   * Reads again what this page shows. What is written is there, whatever becomes of showing it.
   * @returns whether it is known what can be taken back now
   */
  readonly refresh: (refreshing: "written" | "ended") => Promise<boolean>;
  /** Asks for the last file again, since another page may have brought one in or taken it back. */
  readonly look: () => Promise<void>;
}

/** After what the worker still holds the file that was looked at. */
const isStillHeld = ({ key }: Problem): boolean => key.startsWith("trouble_") || HELD.has(key);
const HELD: ReadonlySet<ProblemKey> = new Set(["backup_replaceTogether", "backup_lastInPart", "backup_takesMore"]);

/** What is wrong with the file itself would be so again. */
const isOfFile = (error: unknown): boolean => error instanceof JobError && /^(?:backup|anki)_/.test(error.problem.key);

/** @param onRestored what a file brought is in the database, or was taken back */
export function fileDesk(client: FileClient, onRestored: () => Promise<void>): FileDesk {
  const state = liveValue<BackupState>({
    preview: null,
    canLookAgain: false,
    work: null,
    refreshing: null,
    result: null,
    lastRestore: null,
  });
  const set = (change: Partial<BackupState>): void => state.set({ ...state.current(), ...change });
  const onProgress = (work: Progress): void => set({ work });
  const askForLast = async (): Promise<void> => set({ lastRestore: await client.lastRestore() });
  /** The file of the preview. */
  let chosen: File | null = null;
  /** What could be taken back before the file was held against what is here: by it is seen whether that is another now. */
  let heldAgainst: LastRestore = null;
  const choose = async (file: File): Promise<void> => {
    chosen = file;
    await askForLast();
    heldAgainst = state.current().lastRestore;
    const preview = await client.inspect(file, onProgress).catch((error: unknown) => {
      if (isOfFile(error)) chosen = null;
      throw error;
    });
    set({ preview: { fileName: outsideText(file.name), ...preview } });
  };
  const letGo = (): void => set({ preview: null, canLookAgain: chosen !== null });
  const putAway = (): void => {
    chosen = null;
    letGo();
  };
  const lookAgain = async (): Promise<void> => {
    set({ canLookAgain: false });
    if (chosen) await choose(chosen);
  };
  const chooseAgain = async (): Promise<void> => {
    if (!state.current().preview || !chosen) return;
    // What it would bring is something else now. Stop ends this look alone.
    set({ work: UNKNOWN_PROGRESS, refreshing: null });
    await choose(chosen).catch((error: unknown) => {
      // What was done before is done: the file has only to be looked at again.
      console.error("the file could not be read again:", error);
      letGo();
    });
  };
  const { begin, stop, mustGoOn } = stopping();
  /** The worker does one thing at a time. */
  let asking: Promise<void> = Promise.resolve();

  const letGoAfter = (error: unknown): void => {
    if (!(error instanceof JobError && isStillHeld(error.problem))) letGo();
  };

  const run: FileDesk["run"] = async (what, doIt) => {
    set({ work: UNKNOWN_PROGRESS, refreshing: null, result: null });
    begin();
    const askedFor = async (): Promise<BackupOutcome | null> => {
      await asking;
      // Stop has ended only what was asked before, and that fails in silence.
      mustGoOn();
      return doIt();
    };
    const result = await askedFor().catch((error: unknown): BackupOutcome => {
      letGoAfter(error);
      return endedEarly(what, error);
    });
    set({ result, work: null, refreshing: null });
    if (isOutdated) logFailure("asking for the last file", look());
  };

  const refresh: FileDesk["refresh"] = async (refreshing) => {
    // What is counted is done; a bar that stood at its end would say that nothing goes on any more.
    set({ work: UNKNOWN_PROGRESS, refreshing });
    const [, isKnown] = await Promise.all([succeeds(onRestored()), succeeds(askForLast())]);
    return isKnown;
  };

  /** Whether to look when the work is done that goes on. */
  let isOutdated = false;
  const look = onceIdle(async () => {
    isOutdated = state.current().work !== null;
    if (isOutdated) return;
    // Whoever comes next must not fail because this did.
    asking = asking.then(askForLast).catch((error) => console.error("the last file could not be asked for:", error));
    await asking;
    const { preview, work, lastRestore } = state.current();
    if (!preview || !chosen || same(lastRestore, heldAgainst)) return;
    isOutdated = work !== null;
    if (!isOutdated) await lookAgainAt(chosen);
  });
  /** Another page has taken a file back or brought one in. What was said before this stays said. */
  const lookAgainAt = (file: File): Promise<void> => {
    const { result } = state.current();
    return run("reading the file again", async () => {
      await choose(file).catch((error: unknown) => {
        letGo();
        throw error;
      });
      return result;
    });
  };

  return {
    ...{
      state,
      set,
      onProgress,
      run,
      mustGoOn,
      askForLast,
      choose,
      chooseAgain,
      lookAgain,
      letGoAfter,
      putAway,
      refresh,
      look,
    },
    onStop: () => {
      // What is written stays: stopping now would only end the question what can be taken back.
      if (state.current().refreshing) return;
      stop();
      client.cancel();
    },
  };
}

const succeeds = (reading: Promise<void>): Promise<boolean> =>
  reading.then(
    () => true,
    (error: unknown) => {
      console.error("what was written could not be read:", error);
      return false;
    },
  );
