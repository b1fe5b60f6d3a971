import { note } from "../../copies/record/health-notes.ts";
import { outsideText } from "../../core/outside-text.ts";
import { same } from "../../core/same.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import type { Problem } from "../../exchange/problem.ts";
import { CancelledError, type JobClient, JobError, type JobProgress } from "../../jobs/client.ts";
import type { FileRestored, LastRestore, TakenBack } from "../../jobs/messages.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { type Live, liveValue } from "../common/live.ts";
import { onceIdle } from "../common/when-idle.ts";
import { endedEarly } from "../common/worker-failure.ts";
import { endedWith, IN_PART, WHOLE_OR_NOT } from "./ended-with.ts";
import { type ExportKind, exportFormatOf, FILE_NAMES, type TableKind } from "./export-format.ts";
import { type BackupPreview, backupFirst, type RestoreChoice } from "./file-preview.ts";
import { hasCome, type Standing } from "./has-come.ts";

export type BackupOutcome =
  | { readonly kind: "exported"; readonly fileName: string }
  | ({ readonly kind: "restored" } & FileRestored)
  /** What the last file brought was taken back; null where the work ended before it said how much that was. */
  | ({ readonly kind: "takenBack"; readonly takenBack: number | null } & Pick<NonNullable<TakenBack>, "unreadable">)
  /** Nothing was taken back of the file that was last when this page asked: another one has done so, or has brought in another. */
  | { readonly kind: "overtaken" }
  /** The user stopped the work. */
  | ({ readonly kind: "stopped" } & Ended)
  /** A plain sentence that says what is wrong. */
  | ({ readonly kind: "failed"; readonly sentence: string } & Ended);

/** Nothing was changed, unless it says that a part of a file was taken back, or that nobody knows whether a file was added. */
interface Ended {
  readonly inPart?: true;
  readonly isUnknown?: true;
}

export interface BackupState {
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  /** What goes on with a file at the moment; null when nothing does. */
  readonly work: JobProgress | null;
  /** The page is being brought up to date, since all was written, or since work that writes ended early; null otherwise. */
  readonly refreshing: "written" | "ended" | null;
  readonly result: BackupOutcome | null;
  /** The last file that was brought in, which can be taken back; null when there is none. */
  readonly lastRestore: LastRestore;
}

export interface BackupControl extends Live<BackupState> {
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly onChooseFile: (file: File) => void;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  /** Takes back what the last file brought. */
  readonly onTakeBack: () => void;
  readonly onStop: () => void;
  /** Asks for the last file again, since another page may have brought one in or taken it back. */
  readonly look: () => Promise<void>;
}

/** How far the work has come nobody knows. */
const UNKNOWN: JobProgress = { done: 0, total: 0 };

const TAKING_BACK = "taking a file back";
const RESTORING = "restoring";

/** After what the worker still holds the file that was looked at. */
const isStillHeld = ({ key }: Problem): boolean => key.startsWith("trouble_") || key === "backup_replaceTogether";

/** The part of the worker of jobs that this panel asks for. */
type FileClient = Pick<JobClient, "exportFile" | "inspect" | "restore" | "takeBack" | "lastRestore" | "cancel">;

/**
 * The log out to a file and back from one. Nothing is written before the user has seen what a file would bring.
 * @param onRestored what a file brought is in the database, or was taken back
 * @param onSaved a backup was saved and noted as the last one
 * @param announce tells the other pages to look again, where a worker that was ended could not
 * @param readDecks the decks of the user's own, each with its version, as they are now
 */
export function backupControl(
  client: FileClient,
  onRestored: () => Promise<void>,
  onSaved: () => Promise<void>,
  announce: () => void,
  readDecks: () => Promise<readonly string[]>,
): BackupControl {
  const state = liveValue<BackupState>({
    preview: null,
    work: null,
    refreshing: null,
    result: null,
    lastRestore: null,
  });
  const set = (change: Partial<BackupState>): void => state.set({ ...state.current(), ...change });
  const onProgress = (work: JobProgress): void => set({ work });
  const askForLast = async (): Promise<void> => set({ lastRestore: await client.lastRestore() });
  /** The file of the preview. */
  let chosen: File | null = null;
  /** What could be taken back before the file was held against what is here: by it is seen whether that is another now. */
  let heldAgainst: LastRestore = null;
  const inspect = async (file: File): Promise<BackupPreview> => {
    await askForLast();
    heldAgainst = state.current().lastRestore;
    return { fileName: outsideText(file.name), ...(await client.inspect(file, onProgress)) };
  };
  let isStopped = false;
  /** While this page reads, there is no work of the worker that could be ended. */
  const mustGoOn = (): void => {
    if (isStopped) throw new CancelledError();
  };
  /** The worker does one thing at a time. */
  let asking: Promise<void> = Promise.resolve();

  /** A worker that was stopped, or failed, no longer holds the file. */
  const letGoAfter = (error: unknown): void => {
    if (!(error instanceof JobError && isStillHeld(error.problem))) set({ preview: null });
  };

  const run = async (what: string, doIt: () => Promise<BackupOutcome | null>): Promise<void> => {
    set({ work: UNKNOWN, refreshing: null, result: null });
    isStopped = false;
    const result = await asking.then(doIt).catch((error: unknown): BackupOutcome => {
      letGoAfter(error);
      return endedEarly(what, error);
    });
    set({ result, work: null, refreshing: null });
    if (isOutdated) logFailure("asking for the last file", look());
  };

  /**
   * What is written is there, whatever becomes of showing it.
   * @returns whether it is known what can be taken back now
   */
  const refresh = async (refreshing: "written" | "ended"): Promise<boolean> => {
    // What is counted is done; a bar that stood at its end would say that nothing goes on any more.
    set({ work: UNKNOWN, refreshing });
    const [, isKnown] = await Promise.all([succeeds(onRestored()), succeeds(askForLast())]);
    return isKnown;
  };

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
  const restoreEnded = async (error: unknown, file: BackupPreview, before: Standing): Promise<BackupOutcome> => {
    letGoAfter(error);
    set({ work: UNKNOWN, refreshing: "ended" });
    const now = await standing().catch((reason: unknown) => {
      console.error("what has come could not be read:", reason);
      return null;
    });
    const come = hasCome(file, before, now);
    if (come === "nothing") return endedEarly(RESTORING, error);
    set({ preview: null });
    announce();
    await refresh("ended");
    return come ? { kind: "restored", ...come } : { ...endedWith(RESTORING, error, WHOLE_OR_NOT), isUnknown: true };
  };

  /** What was taken back before it ended stays so. @param begun what was there when it began */
  const endedOnTheWay = async (error: unknown, { last: before, decks }: Standing): Promise<BackupOutcome> => {
    letGoAfter(error);
    announce();
    const isKnown = await refresh("ended");
    const now = state.current().lastRestore;
    // It was ended when all was written, and only the answer had not come yet.
    if (isKnown && before && (!now || now.atMs < before.atMs))
      return { kind: "takenBack", takenBack: null, unreadable: 0 };
    // Decks are taken back last, and of a file of decks alone no entry is.
    const isUntouched =
      isKnown && now?.atMs === before?.atMs && !now?.undone && decks !== null && same(decks, await decksNow());
    // Where nobody knows, this claims nothing that may be false.
    return isUntouched ? endedEarly(TAKING_BACK, error) : { ...endedWith(TAKING_BACK, error, IN_PART), inPart: true };
  };

  const save = async (kind: ExportKind, table: TableKind, suffix = ""): Promise<string> => {
    const nowMs = systemClock.nowMs();
    const { what, ending } = FILE_NAMES[kind];
    const name = datedFileName(what, nowMs, systemClock.offsetAt(nowMs), `${suffix}${ending ?? table}`);
    offerDownload(await client.exportFile(exportFormatOf(kind, table), onProgress), name);
    // For the options to show; the file is saved, whatever becomes of the note.
    if (kind === "json") logFailure("noting that a file was saved", noteFile(nowMs).then(onSaved));
    return name;
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
    if (!isOutdated) await inspectAgain(chosen);
  });
  /** Another page has taken a file back or brought one in. What was said before this stays said. */
  const inspectAgain = (file: File): Promise<void> => {
    const { result } = state.current();
    return run("reading the file again", async () => {
      const preview = await inspect(file).catch((error: unknown) => {
        set({ preview: null });
        throw error;
      });
      set({ preview });
      return result;
    });
  };
  logFailure("asking for the last file", look());

  return {
    ...state,
    onExport: (kind, table) =>
      logFailure(
        "saving a file",
        run("exporting", async () => ({ kind: "exported", fileName: await save(kind, table) })),
      ),
    onChooseFile: (file) =>
      logFailure(
        "reading a file",
        run("reading the file", async () => {
          set({ preview: null });
          chosen = file;
          set({ preview: await inspect(file) });
          return null;
        }),
      ),
    onConfirm: (choice) =>
      logFailure(
        "restoring a file",
        run(RESTORING, async () => {
          const file = state.current().preview;
          if (!file) return null;
          if (backupFirst(file, choice)) await save("json", "csv", "before-restoring.");
          // As it is now: this page may not have seen what another one brought in.
          const before = await standing();
          mustGoOn();
          const come = await client.restore(choice, onProgress).catch((error) => restoreEnded(error, file, before));
          if ("kind" in come) return come;
          set({ preview: null });
          await refresh("written");
          return { kind: "restored", ...come };
        }),
      ),
    onTakeBack: () =>
      logFailure(
        TAKING_BACK,
        run(TAKING_BACK, async () => {
          const begun: Standing = { last: state.current().lastRestore, decks: await decksNow() };
          if (!begun.last) return null;
          mustGoOn();
          const done = await client.takeBack(begun.last.atMs, onProgress).catch((error) => endedOnTheWay(error, begun));
          const isEnded = done !== null && "kind" in done;
          if (!isEnded) await refresh("written");
          if (state.current().preview && chosen) {
            // What it would bring is something else now. Stop ends this look alone.
            set({ work: UNKNOWN, refreshing: null });
            set({ preview: await inspect(chosen).catch(cannotBeRead) });
          }
          if (isEnded) return done;
          return done ? { kind: "takenBack", ...done } : { kind: "overtaken" };
        }),
      ),
    look,
    onCancel: () => set({ preview: null }),
    onStop: () => {
      // What is written stays: stopping now would only end the question what can be taken back.
      if (state.current().refreshing) return;
      isStopped = true;
      client.cancel();
    },
  };
}

/** What was done before is done: the file has only to be chosen again. */
function cannotBeRead(error: unknown): null {
  console.error("the file could not be read again:", error);
  return null;
}

const succeeds = (reading: Promise<void>): Promise<boolean> =>
  reading.then(
    () => true,
    (error: unknown) => {
      console.error("what was written could not be read:", error);
      return false;
    },
  );

async function noteFile(atMs: number): Promise<void> {
  const place = await recordFiles();
  if (place) await note(place, { fileAtMs: atMs });
}
