import type { LogExport } from "../../core/log/log-export.ts";
import { type Failed, failed } from "../problem.ts";
import { BACKUP_LIMITS, type BackupStamp, type OnJobProgress } from "./backup-format.ts";
import { encodeBackupParts } from "./encode-backup.ts";

type Limits = Pick<typeof BACKUP_LIMITS, "characters" | "events" | "ownDecks" | "deckCharacters">;
/** `LIMITS`, or others, as tests want them. */
type AnyLimits = { readonly [Name in keyof Limits]: number };

/**
 * The backup as a file. What no reader of ours would take back is not written: whoever kept such a file would find out on
 * the day on which it is needed.
 * @param limits others than those of the reader, for tests
 * @returns the sentence that says what to do where there is too much
 * @throws RangeError for a time that is no date
 */
export async function backupFile(
  log: LogExport,
  stamp: BackupStamp,
  onProgress?: OnJobProgress,
  limits: AnyLimits = BACKUP_LIMITS,
): Promise<{ readonly content: Blob } | Failed> {
  const { events, ownDecks } = log;
  if (events.length > limits.events) return failed("backup_beyond", `${events.length} events`);
  if (ownDecks.length > limits.ownDecks) return failed("backup_beyond", `${ownDecks.length} decks`);
  // A blob of blobs: each part leaves the heap as soon as it is written.
  const parts: Blob[] = [];
  let characters = 0;
  for await (const part of encodeBackupParts(log, stamp, onProgress)) {
    // The head comes first, then each deck by itself with a comma and a new line before it.
    const isDeck = parts.length > 0 && parts.length <= ownDecks.length;
    if (isDeck && part.length > limits.deckCharacters)
      return failed("backup_beyond", `a deck of over ${limits.deckCharacters} characters`);
    characters += part.length;
    if (characters > limits.characters) return failed("backup_beyond", `over ${limits.characters} characters`);
    parts.push(new Blob([part]));
  }
  return { content: new Blob(parts, { type: "application/json" }) };
}
