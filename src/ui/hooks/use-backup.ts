import { useState } from "preact/hooks";
import type { Progress } from "../../core/progress.ts";
import { schedulerFor } from "../../core/scheduler.ts";
import type { Changes } from "../../db/changes.ts";
import { countMerge, mergeProgress, readProgress } from "../../db/merge.ts";
import type { Database } from "../../db/open.ts";
import { readSettings } from "../../db/settings.ts";
import { writeTrouble } from "../../db/trouble.ts";
import { BACKUP_LIMITS, decodeBackup, encodeBackup } from "../../exchange/backup.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import { systemClock } from "../../platform/clock.ts";
import { extensionVersion } from "../../platform/extension.ts";
import { offerDownload, readTextFile } from "../../platform/files.ts";
import { t } from "../../platform/i18n.ts";
import { report } from "../../platform/report.ts";
import type { BackupPreview, BackupResult, RestoreMode } from "../backup/backup-view.ts";
import { troubleText } from "./view-of.ts";

interface Chosen {
  readonly preview: BackupPreview;
  readonly progress: Progress;
}

export interface BackupControl {
  readonly preview: BackupPreview | null;
  readonly busy: boolean;
  readonly result: BackupResult | null;
  readonly onExport: () => void;
  readonly onChooseFile: (file: File) => void;
  readonly onConfirm: (mode: RestoreMode) => void;
  readonly onCancel: () => void;
}

/** Progress out to a file and back from one. Nothing is written before the user has seen what a file would bring. */
export function useBackup(db: Database, changes: Changes, onRestored: () => Promise<void>): BackupControl {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<BackupResult | null>(null);

  const run = (what: string, work: () => Promise<BackupResult | null>): void => {
    setBusy(true);
    setResult(null);
    const running = work().catch((error: unknown): BackupResult => {
      console.error(`${what} failed:`, error);
      return { kind: "failed", sentence: troubleText(writeTrouble(error)) };
    });
    report(
      what,
      running.then((outcome) => {
        setResult(outcome);
        setBusy(false);
      }),
    );
  };

  return {
    preview: chosen?.preview ?? null,
    busy,
    result,
    onExport: () =>
      run("exporting", async () => {
        const nowMs = systemClock.nowMs();
        const name = datedFileName("osteon", nowMs, systemClock.offsetAt(nowMs), "json");
        const stamp = { exportedAtMs: nowMs, appVersion: extensionVersion() };
        const text = await encodeBackup(await readProgress(db), stamp);
        offerDownload(new Blob([text], { type: "application/json" }), name);
        return { kind: "exported", fileName: name };
      }),
    onChooseFile: (file) =>
      run("reading the file", async () => {
        setChosen(null);
        const read = await chooseFile(db, file);
        if ("kind" in read) return read;
        setChosen(read);
        return null;
      }),
    onConfirm: (mode) =>
      run("restoring", async () => {
        if (!chosen) return null;
        const settings = mode === "reviews-and-settings" ? chosen.progress.settings : {};
        const scheduler = schedulerFor(await readSettings(db));
        const counts = await mergeProgress(db, { ...chosen.progress, settings }, scheduler);
        setChosen(null);
        changes.announce();
        await onRestored();
        return { kind: "restored", ...counts };
      }),
    onCancel: () => setChosen(null),
  };
}

async function chooseFile(db: Database, file: File): Promise<Chosen | BackupResult> {
  const read = await readTextFile(file, BACKUP_LIMITS.characters);
  if ("trouble" in read) return { kind: "failed", sentence: t(`backup_${read.trouble}`) };
  const decoded = await decodeBackup(read.text);
  if ("problem" in decoded) return { kind: "failed", sentence: t(decoded.problem.key, ...decoded.problem.arguments) };
  const { progress, exportedAtMs } = decoded;
  const counts = await countMerge(db, progress.events);
  const settings = Object.keys(progress.settings).length;
  return { progress, preview: { fileName: file.name, exportedAtMs, ...counts, settings } };
}
