/** The names, limits and troubles of the JSON backup, shared by its writer and its reader. See README.md beside this. */

export const BACKUP_FORMAT = "osteon-backup";
export const BACKUP_VERSION = 1;

/** What a backup may hold. A million reviews take about 330 MB; browsers hold no text of more than half a gigabyte. */
export const BACKUP_LIMITS = { characters: 500_000_000, events: 1_400_000, decks: 1_000, text: 300 } as const;

/** What can be wrong with a file, as keys of the interface's messages. */
export type BackupProblemKey =
  | "backup_tooLarge"
  | "backup_tooMany"
  | "backup_notJson"
  | "backup_notBackup"
  | "backup_newer"
  | "backup_field"
  | "backup_unknownField"
  | "backup_setting"
  | "backup_event"
  | "backup_conflict"
  | "backup_changed";

/** One plain sentence: a message of the interface and what to fill in. */
export interface BackupProblem {
  readonly key: BackupProblemKey;
  readonly arguments: readonly (string | number)[];
}

/** Where and when a backup was made. */
export interface BackupStamp {
  readonly exportedAtMs: number;
  /** The version of Osteon, as `1.2.3`. */
  readonly appVersion: string;
}

/** Told now and then during long work: how many of all events are done. */
export type OnJobProgress = (done: number, total: number) => void;
