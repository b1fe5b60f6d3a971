/** The JSON backup: all of a user's progress in one file. Its format is told field by field in README.md beside this. */
export { BACKUP_LIMITS, type BackupProblem, type BackupProblemKey, type BackupStamp } from "./backup-format.ts";
export { type BackupResult, type DecodedBackup, decodeBackup } from "./decode-backup.ts";
export { encodeBackup } from "./encode-backup.ts";
