import { shortened } from "../core/outside-text.ts";
import { BACKUP_LIMITS, type BackupProblem, type BackupProblemKey } from "./backup-format.ts";

export const problem = (key: BackupProblemKey, ...args: (string | number)[]): BackupProblem => ({
  key,
  arguments: args.map(quoted),
});

export const isProblem = (value: object): value is BackupProblem => "key" in value && "arguments" in value;

/** What stands in a stranger's file may be of any length; a message from the worker to the page may not. */
export const quoted = (value: string | number): string | number =>
  typeof value === "string" ? shortened(value, BACKUP_LIMITS.text) : value;
