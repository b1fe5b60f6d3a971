/** Whole backups as one text, which Osteon itself writes and reads in pieces. */
import type { LogExport } from "../../../src/core/log/log-export.ts";
import type { OnProgress } from "../../../src/core/progress.ts";
import type { BackupStamp } from "../../../src/exchange/backup/backup-format.ts";
import { type BackupResult, decodeBackupPieces } from "../../../src/exchange/backup/decode-backup.ts";
import { encodeBackupParts } from "../../../src/exchange/backup/encode-backup.ts";

export async function encodeBackup(log: LogExport, stamp: BackupStamp): Promise<string> {
  let text = "";
  for await (const part of encodeBackupParts(log, stamp)) text += part;
  return text;
}

/** @param limit on the events */
export const decodeBackup = (text: string, onProgress?: OnProgress, limit?: number): Promise<BackupResult> =>
  decodeBackupPieces({ pieces: [text], characters: text.length }, onProgress, limit);
