import { note } from "../../copies/health-notes.ts";
import { outsideText } from "../../core/outside-text.ts";
import { type ExchangeClient, ExchangeError, type JobProgress } from "../../exchange/client.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import type { LastRestore, Preview, Restored, TakenBack } from "../../exchange/messages.ts";
import type { Problem, ProblemKey } from "../../exchange/problem.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { type Live, liveValue } from "../common/live.ts";
import { whenIdle } from "../common/when-idle.ts";
import { endedEarly } from "../common/worker-failure.ts";
import { type ExportKind, exportFormatOf, FILE_NAMES, type TableKind } from "./export-format.ts";

/** What a chosen file would bring, before anything is written. */
export interface BackupPreview extends Preview {
  readonly fileName: string;
}

/** How to bring the file in. */
export interface RestoreChoice {
  /** `merge` adds what is new; `replace` makes exactly the reviews of the file count. */
  readonly mode: "merge" | "replace";
  readonly withSettings: boolean;
}

export type BackupResult =
  | { readonly kind: "exported"; readonly fileName: string }
  | ({ readonly kind: "restored" } & Restored)
  /** What the last file brought was taken back; null where the work ended before it said how much that was. */
  | { readonly kind: "takenBack"; readonly takenBack: TakenBack["takenBack"] | null }
  /** The user stopped the work. */
  | ({ readonly kind: "stopped" } & Ended)
  /** A plain sentence that says what is wrong. */
  | ({ readonly kind: "failed"; readonly sentence: string } & Ended);

/** Nothing was changed, unless it says that a part of a file was taken back. */
interface Ended {
  readonly inPart?: true;
}

export interface BackupState {
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  /** What goes on with a file at the moment; null when nothing does. */
  readonly work: JobProgress | null;
  /** The page is being brought up to date, since all was written, or since taking a file back ended early; null otherwise. */
  readonly refreshing: "written" | "ended" | null;
  readonly result: BackupResult | null;
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
}

/** How far the work has come nobody knows. */
const UNKNOWN: JobProgress = { done: 0, total: 0 };

const TAKING_BACK = "taking a file back";

/** In place of sentences that say that nothing was changed, which a part that was written would make false. */
const IN_PART: Partial<Record<ProblemKey, MessageKey>> = {
  trouble_diskFull: "inPart_diskFull",
  trouble_notSaved: "inPart_notSaved",
};

/** After what the worker still holds the file that was looked at. */
const isStillHeld = ({ key }: Problem): boolean => key.startsWith("trouble_") || key === "backup_replaceTogether";

/** The part of the exchange worker that this panel asks for. */
type FileClient = Pick<ExchangeClient, "exportFile" | "inspect" | "restore" | "takeBack" | "lastRestore" | "cancel">;

/**
 * The log out to a file and back from one. Nothing is written before the user has seen what a file would bring.
 * @param onRestored what a file brought is in the database, or was taken back
 * @param onSaved a backup was saved and noted as the last one
 * @param announce tells the other pages to look again, where a worker that was ended could not
 */
export function backupControl(
  client: FileClient,
  onRestored: () => Promise<void>,
  onSaved: () => Promise<void>,
  announce: () => void,
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
  const inspect = async (file: File): Promise<BackupPreview> => ({
    fileName: outsideText(file.name),
    ...(await client.inspect(file, onProgress)),
  });
  /** The worker does one thing at a time. */
  let asking: Promise<void> = Promise.resolve();

  /** A worker that was stopped, or failed, no longer holds the file. */
  const letGoAfter = (error: unknown): void => {
    if (!(error instanceof ExchangeError && isStillHeld(error.problem))) set({ preview: null });
  };

  const run = async (what: string, doIt: () => Promise<BackupResult | null>): Promise<void> => {
    set({ work: UNKNOWN, refreshing: null, result: null });
    const result = await asking.then(doIt).catch((error: unknown): BackupResult => {
      letGoAfter(error);
      return endedEarly(what, error);
    });
    set({ result, work: null, refreshing: null });
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

  /** What was taken back before it ended stays so. */
  const endedOnTheWay = async (error: unknown): Promise<BackupResult> => {
    const before = state.current().lastRestore;
    letGoAfter(error);
    announce();
    const isKnown = await refresh("ended");
    const now = state.current().lastRestore;
    // It was ended when all was written, and only the answer had not come yet.
    if (isKnown && before && !now) return { kind: "takenBack", takenBack: null };
    const isUntouched = isKnown && now?.atMs === before?.atMs && !now?.undone;
    // Where nobody knows, this claims nothing that may be false.
    return isUntouched ? endedEarly(TAKING_BACK, error) : endedInPart(error);
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

  const look = async (): Promise<void> => {
    await whenIdle();
    if (state.current().work) return;
    // Whoever comes next must not fail because this did.
    asking = askForLast().catch((error: unknown) => console.error("the last file could not be asked for:", error));
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
        run("restoring", async () => {
          if (backupFirst(state.current().preview, choice)) await save("json", "csv", "before-restoring.");
          const restored = await client.restore(choice, onProgress);
          set({ preview: null });
          await refresh("written");
          return { kind: "restored", ...restored };
        }),
      ),
    onTakeBack: () =>
      logFailure(
        TAKING_BACK,
        run(TAKING_BACK, async () => {
          const takenBack = await client.takeBack(onProgress).catch(endedOnTheWay);
          if ("kind" in takenBack) return takenBack;
          await refresh("written");
          // What it would bring is something else now.
          if (state.current().preview && chosen) set({ preview: await inspect(chosen).catch(cannotBeRead) });
          return { kind: "takenBack", ...takenBack };
        }),
      ),
    onCancel: () => set({ preview: null }),
    onStop: () => {
      // What is written stays: stopping now would only end the question what can be taken back.
      if (!state.current().refreshing) client.cancel();
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

function endedInPart(error: unknown): BackupResult {
  const key = error instanceof ExchangeError ? IN_PART[error.problem.key] : undefined;
  const ended = key ? ({ kind: "failed", sentence: t(key) } as const) : endedEarly(TAKING_BACK, error);
  return { ...ended, inPart: true };
}

/** Whether what is here would be touched, so that a backup of it comes first. */
function backupFirst(preview: Preview | null, { mode, withSettings }: RestoreChoice): boolean {
  if (mode === "replace" || !preview) return true;
  const { merge, decks } = preview;
  // Another version of a deck of the user's own takes the place of the one that is here.
  const changesSettings = withSettings && merge.settings.length + merge.plans.length > 0;
  return merge.touchesExisting || changesSettings || decks.some(isUpdate);
}

const isUpdate = ({ what }: Preview["decks"][number]): boolean => what === "update";

async function noteFile(atMs: number): Promise<void> {
  const place = await recordFiles();
  if (place) await note(place, { fileAtMs: atMs });
}
