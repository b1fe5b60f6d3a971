import { useState } from "preact/hooks";
import { readWhatIsLeft, rebuild } from "../../copies/rebuild-database.ts";
import { encodeBackup } from "../../exchange/encode-backup.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import { systemClock } from "../../platform/clock.ts";
import { extensionVersion } from "../../platform/extension.ts";
import { offerDownload } from "../../platform/files.ts";
import { plural } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { troubleText } from "../../session/view-of.ts";
import { writeTrouble } from "../../store/trouble.ts";

export interface RebuildControl {
  readonly busy: boolean;
  readonly result: string | null;
  readonly onSave: () => void;
  readonly onRebuild: () => void;
}

export function useRebuildDatabase(): RebuildControl {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<string | null>(null);
  const run = (work: () => Promise<string>): void => {
    setBusy(true);
    const running = work().catch((error: unknown) => {
      console.error("the rescue failed:", error);
      return troubleText(writeTrouble(error));
    });
    logFailure(
      "rescuing",
      running.then((sentence) => {
        setResult(sentence);
        setBusy(false);
      }),
    );
  };
  return { busy, result, onSave: () => run(save), onRebuild: () => run(startAgain) };
}

async function save(): Promise<string> {
  const progress = await readWhatIsLeft(await recordFiles());
  const nowMs = systemClock.nowMs();
  const text = await encodeBackup(progress, { exportedAtMs: nowMs, appVersion: extensionVersion() });
  const name = datedFileName("osteon-rescued", nowMs, systemClock.offsetAt(nowMs), "json");
  offerDownload(new Blob([text], { type: "application/json" }), name);
  return plural("rescueSaved", progress.events.length);
}

async function startAgain(): Promise<string> {
  const { db, restored } = await rebuild(await recordFiles());
  db.close();
  return plural("rescueRebuilt", restored?.events ?? 0);
}
