import { note } from "../../copies/health-notes.ts";
import { outsideText } from "../../core/outside-text.ts";
import { type ExchangeClient, ExchangeError, type JobProgress } from "../../exchange/client.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import type { LastRestore, Preview, Restored, TakenBack } from "../../exchange/messages.ts";
import type { Problem } from "../../exchange/problem.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
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
  /** What the last file brought was taken back. */
  | ({ readonly kind: "takenBack" } & TakenBack)
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
  /** All of it is written, and the page is being brought up to date. */
  readonly isWritten: boolean;
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

/** After what the worker still holds the file that was looked at. */
const isStillHeld = ({ key }: Problem): boolean => key.startsWith("trouble_") || key === "backup_replaceTogether";

/** The part of the exchange worker that this panel asks for. */
type FileClient = Pick<ExchangeClient, "exportFile" | "inspect" | "restore" | "takeBack" | "lastRestore" | "cancel">;

/**
 * The log out to a file and back from one. Nothing is written before the user has seen what a file would bring.
 * @param onRestored what a file brought is in the database
 * @param onSaved a backup was saved and noted as the last one
 */
export function backupControl(
  client: FileClient,
  onRestored: () => Promise<void>,
  onSaved: () => Promise<void>,
): BackupControl {
  const state = liveValue<BackupState>({
    preview: null,
    work: null,
    isWritten: false,
    result: null,
    lastRestore: null,
  });
  const set = (change: Partial<BackupState>): void => state.set({ ...state.current(), ...change });
  const onProgress = (work: JobProgress): void => set({ work });
  const askForLast = async (): Promise<void> => set({ lastRestore: await client.lastRestore() });
  /** The worker does one thing at a time. */
  let asking: Promise<void> = Promise.resolve();

  const run = async (what: string, doIt: () => Promise<BackupResult | null>): Promise<void> => {
    set({ work: UNKNOWN, isWritten: false, result: null });
    const result = await asking.then(doIt).catch((error: unknown): BackupResult => {
      // A worker that was stopped, or failed, no longer holds the file.
      if (!(error instanceof ExchangeError && isStillHeld(error.problem))) set({ preview: null });
      return endedEarly(what, error);
    });
    set({ result, work: null, isWritten: false });
  };

  /** It is there, whatever becomes of showing it. */
  const written = (show: () => Promise<void>): Promise<void> => {
    // What is counted is done; a bar that stood at its end would say that nothing goes on any more.
    set({ work: UNKNOWN, isWritten: true });
    return Promise.all([show(), askForLast()]).then(
      () => undefined,
      (error: unknown) => console.error("what was written could not be read:", error),
    );
  };

  /** What was taken back before it ended stays so. */
  const endedOnTheWay = async (error: unknown): Promise<BackupResult> => {
    const result = endedEarly("taking a file back", error);
    await written(onRestored);
    return (state.current().lastRestore?.undone ?? 0) > 0 ? { ...result, inPart: true } : result;
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
          set({ preview: { fileName: outsideText(file.name), ...(await client.inspect(file, onProgress)) } });
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
          await written(onRestored);
          return { kind: "restored", ...restored };
        }),
      ),
    onTakeBack: () =>
      logFailure(
        "taking a file back",
        run("taking a file back", async () => {
          const takenBack = await client.takeBack(onProgress).catch(endedOnTheWay);
          if ("kind" in takenBack) return takenBack;
          await written(onRestored);
          return { kind: "takenBack", ...takenBack };
        }),
      ),
    onCancel: () => set({ preview: null }),
    onStop: client.cancel,
  };
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
