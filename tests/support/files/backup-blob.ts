import type { LogExport } from "../../../src/core/log/log-export.ts";
import { NOW } from "../database/db-steps.ts";
import { encodeBackup } from "./backup-text.ts";
import { EMPTY_LOG } from "./empty-log.ts";

/** A file as the user chooses it: a backup of this much, saved at {@link NOW}. */
export const backupBlob = async (log: Partial<LogExport>): Promise<Blob> =>
  new Blob([await encodeBackup({ ...EMPTY_LOG, ...log }, { exportedAtMs: NOW, appVersion: "1.0.0" })]);
