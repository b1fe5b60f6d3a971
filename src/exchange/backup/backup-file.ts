import type { Deck } from "../../core/deck/deck.ts";
import type { LogExport } from "../../core/log/log-export.ts";
import type { OnProgress } from "../../core/progress.ts";
import { canonicalJson } from "../canonical.ts";
import { type Failed, failed } from "../problem.ts";
import { BACKUP_LIMITS, type BackupStamp } from "./backup-format.ts";
import { encodeBackupParts } from "./encode-backup.ts";
import { EVENT_LIMITS, type EventLimits, NamedByEvents } from "./event-limits.ts";
import { endlessChain, LONGEST_CHAIN } from "./undo-chains.ts";

interface Limits extends EventLimits {
  readonly characters: number;
  readonly events: number;
  readonly decks: number;
  readonly ownDecks: number;
  readonly deckCharacters: number;
  /** Of undos of undos. */
  readonly undos: number;
}
const LIMITS: Limits = { ...BACKUP_LIMITS, ...EVENT_LIMITS, undos: LONGEST_CHAIN };

/**
 * The backup as a file. What no reader of ours would take back is not written: whoever kept such a file would find out on
 * the day on which it is needed.
 * @param others limits other than those of the reader, for tests
 * @returns the sentence that says what to do where there is too much
 * @throws RangeError for a time that is no date
 */
export async function backupFile(
  log: LogExport,
  stamp: BackupStamp,
  onProgress?: OnProgress,
  others: Partial<Limits> = {},
): Promise<{ readonly content: Blob } | Failed> {
  const limits = { ...LIMITS, ...others };
  const { ownDecks } = log;
  if (isBeyond(log, limits)) return failed("backup_beyond");
  // A blob of blobs: each part leaves the heap as soon as it is written.
  const parts: Blob[] = [];
  let characters = 0;
  for await (const part of encodeBackupParts(log, stamp, onProgress)) {
    // The head comes first, then each deck by itself with a comma and a new line before it.
    const deck = ownDecks[parts.length - 1];
    if (deck && isBeyondDeck(part, limits)) return failed("backup_beyondDeck", deck.title);
    characters += part.length;
    if (characters > limits.characters) return failed("backup_beyond");
    parts.push(new Blob([part]));
  }
  return { content: new Blob(parts, { type: "application/json" }) };
}

/**
 * The same of all but the decks that are too long for a backup: a copy that is made while nobody looks is better without
 * them than not there at all.
 */
export async function backupOfRest(
  log: LogExport,
  stamp: BackupStamp,
  onProgress?: OnProgress,
): Promise<{ readonly content: Blob; readonly leftOut: readonly Deck[] } | Failed> {
  // Before anything is counted: a deck that is left out is none too many either.
  const leftOut = log.ownDecks.filter(isTooLong);
  const rest = log.ownDecks.filter((deck) => !leftOut.includes(deck));
  const file = await backupFile({ ...log, ownDecks: rest }, stamp, onProgress);
  return "content" in file ? { ...file, leftOut } : file;
}

/** Whether no backup holds a deck. */
export const isTooLong = (deck: Deck): boolean => isBeyondDeck(canonicalJson(deck), LIMITS);

/** As its reader counts: what stands before the deck's text in a file is no part of it. */
const isBeyondDeck = (text: string, { deckCharacters }: Limits): boolean =>
  text.length - text.indexOf("{") > deckCharacters;

/** Whether a log holds more than a backup is read with. */
function isBeyond({ events, decks, ownDecks }: LogExport, limits: Limits): boolean {
  if (events.length > limits.events || decks.length > limits.decks || ownDecks.length > limits.ownDecks) return true;
  const named = new NamedByEvents(limits);
  return events.some((event) => named.add(event) !== null) || endlessChain(events, limits.undos) !== null;
}
