/** The JSON backup: all of a user's progress in one file. Its format is told field by field in README.md beside this. */
export { BACKUP_LIMITS } from "./backup-format.ts";
export { decodeBackup } from "./decode-backup.ts";
export { encodeBackup } from "./encode-backup.ts";
