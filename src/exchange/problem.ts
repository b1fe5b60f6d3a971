/** Why work on a file could not be done, in one vocabulary for every kind of file. */
import { shortened } from "../core/outside-text.ts";

/** Sentences for the user, by the keys of the interface's messages. */
export const PROBLEM_KEYS = [
  "backup_tooLarge",
  "backup_unreadable",
  "backup_tooMany",
  "backup_together",
  "backup_replaceTogether",
  "backup_lastInPart",
  "backup_takesMore",
  "backup_beyond",
  "backup_beyondDeck",
  "backup_notJson",
  "backup_notBackup",
  "backup_newer",
  "backup_field",
  "backup_unknownField",
  "backup_setting",
  "backup_event",
  "backup_conflict",
  "backup_changed",
  "backup_deck",
  "anki_notPackage",
  "anki_tooLarge",
  "anki_beyond",
  "anki_unreadable",
  "anki_notOurs",
  "anki_entangled",
  "anki_review",
  "anki_template",
  "anki_noProgress",
  "anki_twice",
  "anki_size",
  "anki_swells",
  "anki_window",
  "anki_pieces",
  "anki_pages",
  "anki_computed",
  "exchange_failed",
  "exchange_silent",
  "exchange_nothingChosen",
  "trouble_databaseNewer",
  "trouble_databaseClosed",
  "trouble_connectionLost",
  "trouble_otherTabs",
  "trouble_upgrading",
  "trouble_databaseForbidden",
  "trouble_databaseUnreadable",
  "trouble_upgradeFailed",
  "trouble_noPlaceForCopy",
  "trouble_diskFull",
  "trouble_notSaved",
  "trouble_deckMissing",
] as const;
export type ProblemKey = (typeof PROBLEM_KEYS)[number];

/** One plain sentence: a message of the interface and what to fill in. */
export interface Problem {
  readonly key: ProblemKey;
  readonly arguments: readonly (string | number)[];
}

/** What a reader of a file returns in place of what the file says. */
export interface Failed {
  readonly problem: Problem;
}

/** Characters of one quoted piece. */
const LONGEST = 300;

export const problem = (key: ProblemKey, ...args: (string | number)[]): Problem => ({
  key,
  arguments: args.map(quoted),
});

export const failed = (key: ProblemKey, ...args: (string | number)[]): Failed => ({ problem: problem(key, ...args) });

export const isProblem = (value: object): value is Problem => "key" in value && "arguments" in value;

/** What stands in a stranger's file may be of any length; a message from the worker to the page may not. */
const quoted = (value: string | number): string | number =>
  typeof value === "string" ? shortened(value, LONGEST) : value;
