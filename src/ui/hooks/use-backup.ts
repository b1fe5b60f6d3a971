import { useState } from "preact/hooks";
import { outsideText } from "../../core/outside-text.ts";
import { CancelledError, type ExchangeClient, ExchangeError } from "../../exchange/client.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { t } from "../../platform/i18n.ts";
import { report } from "../../platform/report.ts";
import type { BackupPreview, BackupResult, ExportKind, RestoreChoice, TableKind, Work } from "../backup/backup-view.ts";
import { exportFormatOf, FILE_NAMES } from "./export-format.ts";
import { noteFile } from "./note-file.ts";
import { problemSentence } from "./problem-sentence.ts";

export interface BackupControl {
  readonly preview: BackupPreview | null;
  readonly work: Work | null;
  readonly result: BackupResult | null;
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly onChooseFile: (file: File) => void;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  readonly onStop: () => void;
}

/** Progress out to a file and back from one. Nothing is written before the user has seen what a file would bring. */
export function useBackup(client: ExchangeClient, onRestored: () => Promise<void>): BackupControl {
  const [preview, setPreview] = useState<BackupPreview | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [result, setResult] = useState<BackupResult | null>(null);

  const run = (what: string, doIt: () => Promise<BackupResult | null>): void => {
    setWork({ done: 0, total: 0 });
    setResult(null);
    report(
      what,
      doIt()
        .catch((error: unknown): BackupResult => {
          // A worker that was stopped, or failed, no longer holds the file.
          if (!(error instanceof ExchangeError && error.problem.key.startsWith("trouble_"))) setPreview(null);
          return failure(what, error);
        })
        .then((outcome) => {
          setResult(outcome);
          setWork(null);
        }),
    );
  };

  const save = async (kind: ExportKind, table: TableKind, suffix = ""): Promise<string> => {
    const nowMs = systemClock.nowMs();
    const { what, ending } = FILE_NAMES[kind];
    const name = datedFileName(what, nowMs, systemClock.offsetAt(nowMs), `${suffix}${ending ?? table}`);
    offerDownload(await client.exportFile(exportFormatOf(kind, table), setWork), name);
    if (kind === "json") await noteFile(nowMs);
    return name;
  };

  return {
    preview,
    work,
    result,
    onExport: (kind, table) => run("exporting", async () => ({ kind: "exported", fileName: await save(kind, table) })),
    onChooseFile: (file) =>
      run("reading the file", async () => {
        setPreview(null);
        setPreview({ fileName: outsideText(file.name), ...(await client.inspect(file, setWork)) });
        return null;
      }),
    onConfirm: (choice) =>
      run("restoring", async () => {
        if (choice.mode === "replace") await save("json", "csv", "before-restoring.");
        const restored = await client.restore(choice, setWork);
        setPreview(null);
        await onRestored();
        return { kind: "restored", ...restored };
      }),
    onCancel: () => setPreview(null),
    onStop: client.cancel,
  };
}

function failure(what: string, error: unknown): BackupResult {
  if (error instanceof CancelledError) return { kind: "stopped" };
  if (error instanceof ExchangeError) {
    return { kind: "failed", sentence: problemSentence(error.problem) };
  }
  console.error(`${what} failed:`, error);
  return { kind: "failed", sentence: t("exchange_failed") };
}
