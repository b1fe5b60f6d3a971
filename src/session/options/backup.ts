import { note } from "../../copies/health-notes.ts";
import { outsideText } from "../../core/outside-text.ts";
import { CancelledError, type ExchangeClient, ExchangeError } from "../../exchange/client.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import type { Preview, Restored } from "../../exchange/messages.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { type Live, liveValue } from "../live.ts";
import { problemSentence } from "../problem-sentence.ts";
import { exportFormatOf, FILE_NAMES } from "./export-format.ts";

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

/** Files that can be saved. */
export type ExportKind = "json" | "anki" | "reviews" | "cards";
export type TableKind = "csv" | "tsv";

/** How far long work has come; a total of 0 says that nobody knows. */
export interface Work {
  readonly done: number;
  readonly total: number;
}

export type BackupResult =
  | { readonly kind: "exported"; readonly fileName: string }
  | ({ readonly kind: "restored" } & Restored)
  /** The user stopped the work; nothing was changed. */
  | { readonly kind: "stopped" }
  /** A plain sentence that says what is wrong; nothing was changed. */
  | { readonly kind: "failed"; readonly sentence: string };

export interface BackupState {
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  /** What goes on with a file at the moment; null when nothing does. */
  readonly work: Work | null;
  readonly result: BackupResult | null;
}

export interface BackupControl extends Live<BackupState> {
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly onChooseFile: (file: File) => void;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  readonly onStop: () => void;
}

/**
 * The log out to a file and back from one. Nothing is written before the user has seen what a file would bring.
 * @param onRestored what a file brought is in the database
 */
export function backupControl(client: ExchangeClient, onRestored: () => Promise<void>): BackupControl {
  const state = liveValue<BackupState>({ preview: null, work: null, result: null });
  const set = (change: Partial<BackupState>): void => state.set({ ...state.current(), ...change });
  const onProgress = (work: Work): void => set({ work });

  const run = async (what: string, doIt: () => Promise<BackupResult | null>): Promise<void> => {
    set({ work: { done: 0, total: 0 }, result: null });
    const result = await doIt().catch((error: unknown): BackupResult => {
      // A worker that was stopped, or failed, no longer holds the file.
      if (!(error instanceof ExchangeError && error.problem.key.startsWith("trouble_"))) set({ preview: null });
      return failure(what, error);
    });
    set({ result, work: null });
  };

  const save = async (kind: ExportKind, table: TableKind, suffix = ""): Promise<string> => {
    const nowMs = systemClock.nowMs();
    const { what, ending } = FILE_NAMES[kind];
    const name = datedFileName(what, nowMs, systemClock.offsetAt(nowMs), `${suffix}${ending ?? table}`);
    offerDownload(await client.exportFile(exportFormatOf(kind, table), onProgress), name);
    // For the options to show; the file is saved, whatever becomes of the note.
    if (kind === "json") logFailure("noting that a file was saved", noteFile(nowMs));
    return name;
  };

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
          if (choice.mode === "replace") await save("json", "csv", "before-restoring.");
          const restored = await client.restore(choice, onProgress);
          set({ preview: null });
          // It is there, whatever becomes of showing it.
          await onRestored().catch((error: unknown) => console.error("what was restored could not be read:", error));
          return { kind: "restored", ...restored };
        }),
      ),
    onCancel: () => set({ preview: null }),
    onStop: client.cancel,
  };
}

async function noteFile(atMs: number): Promise<void> {
  const place = await recordFiles();
  if (place) await note(place, { fileAtMs: atMs });
}

function failure(what: string, error: unknown): BackupResult {
  if (error instanceof CancelledError) return { kind: "stopped" };
  if (error instanceof ExchangeError) {
    return { kind: "failed", sentence: problemSentence(error.problem) };
  }
  console.error(`${what} failed:`, error);
  return { kind: "failed", sentence: t("exchange_failed") };
}
