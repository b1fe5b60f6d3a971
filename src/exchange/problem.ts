import { BACKUP_LIMITS, type BackupProblem, type BackupProblemKey } from "./backup-format.ts";

export const problem = (key: BackupProblemKey, ...args: (string | number)[]): BackupProblem => ({
  key,
  arguments: args.map(shortened),
});

export const isProblem = (value: object): value is BackupProblem => "key" in value && "arguments" in value;

/** What stands in a stranger's file may be of any length; a sentence may not. */
const shortened = (value: string | number): string | number =>
  typeof value === "string" && value.length > BACKUP_LIMITS.text ? `${value.slice(0, BACKUP_LIMITS.text)}…` : value;
