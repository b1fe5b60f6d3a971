/** The names and limits of the JSON backup, shared by its writer and its reader. See README.md beside this. */

export const BACKUP_FORMAT = "osteon-backup";
export const BACKUP_VERSION = 2;

/**
 * What a backup may hold. A million reviews take about 360 MB; browsers hold no text of more than half a gigabyte. A deck
 * is given in characters, its pictures and sounds included.
 */
export const BACKUP_LIMITS = {
  characters: 500_000_000,
  events: 1_400_000,
  decks: 1_000,
  ownDecks: 200,
  deckCharacters: 50_000_000,
  text: 300,
} as const;

/** What the file of a backup may hold, packed or not: in UTF-8 a character may take three bytes, and few do. */
export const MOST_BACKUP_BYTES = BACKUP_LIMITS.characters * 1.2;

/** Where and when a backup was made. */
export interface BackupStamp {
  readonly exportedAtMs: number;
  /** The version of Osteon, as `1.2.3`. */
  readonly appVersion: string;
}
