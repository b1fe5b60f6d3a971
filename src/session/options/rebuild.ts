import { readWhatIsLeft, rebuild } from "../../copies/record/rebuild-database.ts";
import { backupFiles } from "../../exchange/backup/backup-files.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { plural } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { whyNotWritten } from "../../store/database/why-not.ts";
import { forgetKept } from "../common/forgetting.ts";
import { type Live, liveValue } from "../common/live.ts";
import { troubleText } from "../common/trouble-text.ts";

export interface RebuildState {
  readonly busy: boolean;
  /** What came of the last action; null before one. */
  readonly result: string | null;
}

export interface RebuildControl extends Live<RebuildState> {
  readonly onSave: () => void;
  readonly onRebuild: () => void;
}

/** What can be done where the database cannot be read: save what is left, and make the database anew from it. */
export function rebuildControl(): RebuildControl {
  const state = liveValue<RebuildState>({ busy: false, result: null });
  const run = async (work: () => Promise<string>): Promise<void> => {
    state.set({ ...state.current(), busy: true });
    const result = await work().catch(async (error: unknown) => {
      console.error("rebuilding the database failed:", error);
      return troubleText(await whyNotWritten(error));
    });
    state.set({ busy: false, result });
  };
  return {
    ...state,
    onSave: () => logFailure("saving what is left", run(save)),
    onRebuild: () => logFailure("rebuilding the database", run(startAgain)),
  };
}

async function save(): Promise<string> {
  const left = await readWhatIsLeft(await recordFiles());
  const nowMs = systemClock.nowMs();
  const files = await backupFiles(left, { exportedAtMs: nowMs, appVersion: extensionVersion() });
  for (const [i, file] of files.entries()) {
    const what = files.length === 1 ? "osteon-saved" : `osteon-saved-${i + 1}-of-${files.length}`;
    offerDownload(file, datedFileName(what, nowMs, systemClock.offsetAt(nowMs), "json"));
  }
  return plural("rebuildSaved", left.events.length);
}

async function startAgain(): Promise<string> {
  const { events } = await rebuild(await recordFiles());
  forgetKept();
  return plural("rebuildDone", events);
}
