import { examineWeekly } from "../copies/health.ts";
import type { Guarded } from "../copies/open-guarded.ts";
import { isClean } from "../copies/self-check.ts";
import { nowAt } from "../core/plan/now.ts";
import { encodeBackup } from "../exchange/backup.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { hasDownloads, saveInDownloads } from "../platform/downloads.ts";
import { extensionVersion } from "../platform/extension.ts";
import { recordFiles } from "../platform/record/files.ts";
import { readProgress } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";
import { keepCopy } from "./file-copy.ts";
import { takeSteps } from "./steps.ts";

/**
 * What keeps the data safe while nobody looks: the database and its second record are compared, and once on each study
 * day a snapshot is taken, and a copy of it saved where the user wants one; once a week the whole log is compared with
 * the cards. None of it waits for another to succeed.
 * @returns whether the database was given events that it had lost
 */
export async function careForData(guarded: Guarded): Promise<boolean> {
  const { db } = guarded;
  const { nowMs, offsetAt } = systemClock;
  const { rolloverHour, snapshotFile } = await readSettings(db);
  const { today } = nowAt(nowMs(), offsetAt, rolloverHour);
  const files = await recordFiles();
  const changed = await takeSteps({
    "comparing with the second record": async () => (await guarded.settle()).changed,
    "taking a snapshot": () => guarded.snapshot(today),
    "saving a copy in the downloads": async () => {
      await keepCopy({
        wanted: snapshotFile,
        today,
        nowMs,
        files,
        permitted: hasDownloads,
        backup: () => backup(db),
        save: saveInDownloads,
      });
    },
    "checking the log": async () => {
      const examined = await examineWeekly(db, files, bundledDecks, nowMs());
      return examined !== null && !isClean(examined.found);
    },
  });
  return changed || guarded.restored !== null;
}

async function backup(db: Database): Promise<Blob | null> {
  const progress = await readProgress(db);
  if (progress.events.length === 0) return null;
  const stamp = { exportedAtMs: systemClock.nowMs(), appVersion: extensionVersion() };
  return new Blob([await encodeBackup(progress, stamp)], { type: "application/json" });
}
