import type { LogExport } from "../core/log/log-export.ts";
import { asKnownHere } from "../core/log/version-1.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import { countByHand } from "../exchange/anki/by-hand.ts";
import { eventsFromAnki } from "../exchange/anki/events-from-anki.ts";
import { marksFromAnki } from "../exchange/anki/marks.ts";
import { readAnkiPackage } from "../exchange/anki/read-package.ts";
import { MOST_BACKUP_BYTES } from "../exchange/backup/backup-format.ts";
import { tooMuchTogether } from "../exchange/backup/combined-limits.ts";
import { decodeBackupPieces } from "../exchange/backup/decode-backup.ts";
import { backupInZip } from "../exchange/backup/zipped-backup.ts";
import { problem } from "../exchange/problem.ts";
import type { Preview } from "../jobs/messages.ts";
import type { StoreName } from "../store/database/schema.ts";
import { read } from "../store/database/transaction.ts";
import { type Stamp, stampOf } from "../store/log/stamp.ts";
import type { Database } from "../store/opening/open.ts";
import { readFileChanges } from "./last-restore.ts";
import { type Looked, previewOf } from "./preview.ts";
import { ProblemError } from "./problem-error.ts";
import { type Profile, readForImport, readProfile } from "./profile.ts";
import { type LogSeen, seenNow } from "./undos-since.ts";

/** What a transaction must hold to tell whether the log has grown. */
const STAMPED = ["local", "events", "decks"] as const satisfies readonly StoreName[];

/** A file that was read and understood, and waits for the user's word. */
export interface Chosen extends Read {
  readonly file: Blob;
  /** See `fileChangesNow`: whether what it was held against is still here. */
  readonly heldAgainst: number;
  /** Whether the log has grown since, or cards have moved. */
  readonly stamp: Stamp;
  /** Whether anything was taken back since, as by another machine. */
  readonly seen: LogSeen;
}

interface Read extends Pick<Looked, "takesBack" | "bringsAgain"> {
  readonly log: LogExport;
  readonly preview: Preview;
}

/** @throws ProblemError with the sentence that says what is wrong with the file */
export async function inspectFile(db: Database, file: Blob, onProgress: OnProgress): Promise<Chosen> {
  // First: what another page takes back meanwhile must not stay unseen.
  const heldAgainst = await readFileChanges(db);
  const reading = read(db, STAMPED);
  const [stamp, seen] = await Promise.all([stampOf(reading), seenNow(reading)]);
  return { file, heldAgainst, stamp, seen, ...(await readFile(db, file, onProgress)) };
}

async function readFile(db: Database, file: Blob, onProgress: OnProgress): Promise<Read> {
  // An archive may be of any size: of a whole collection nearly all is media, which nobody reads.
  if (!(await isZip(file))) return fromBackup(db, file, onProgress);
  const zipped = await backupInZip(file).catch(unreadable);
  if (zipped && "problem" in zipped) throw new ProblemError(zipped.problem);
  const inner = zipped?.content ?? file;
  return (await isZip(inner)) ? fromAnki(db, inner, onProgress) : fromBackup(db, inner, onProgress);
}

async function fromBackup(db: Database, file: Blob, onProgress: OnProgress): Promise<Read> {
  if (file.size > MOST_BACKUP_BYTES) throw new ProblemError(problem("backup_tooLarge"));
  // Before anything of the file is held, see `logInPieces`.
  const profile = await readProfile(db);
  const result = await decodeBackupPieces({ pieces: textOf(file), characters: file.size }, onProgress);
  if ("problem" in result) throw new ProblemError(result.problem);
  const { exportedAtMs, mostCharacters } = result;
  onProgress(UNKNOWN_PROGRESS);
  const log = { ...result.log, events: asKnownHere(result.log.events, profile.events) };
  // Events that are here under another id were put in their place.
  mustFitTogether(profile, log, log.events === result.log.events ? mostCharacters : null);
  const { preview, ...looked } = await previewOf(db, profile, log, true, () => onProgress(UNKNOWN_PROGRESS));
  const ofOthers = { resets: 0, foreignNotes: 0, leftOut: { reviews: 0, cards: 0 }, byHand: 0 };
  return { log, ...looked, preview: { origin: "backup", exportedAtMs, ...preview, ...ofOthers } };
}

async function fromAnki(db: Database, file: Blob, onProgress: OnProgress): Promise<Read> {
  // How many reviews it holds is known once it was unpacked.
  onProgress(UNKNOWN_PROGRESS);
  // As for a backup.
  const { profile, data } = await readForImport(db);
  const found = await readAnkiPackage(file, () => onProgress(UNKNOWN_PROGRESS)).catch(unreadable);
  if ("problem" in found) throw new ProblemError(found.problem);
  const result = eventsFromAnki(found.events, data, onProgress);
  if ("problem" in result) throw new ProblemError(result.problem);
  const { events, resets, leftOut } = result;
  const marks = marksFromAnki(found.marks, data);
  const log = { events: [...events, ...marks], decks: [], ownDecks: [] };
  mustFitTogether(profile, log, null);
  const known = found.events.length - events.length - leftOut.reviews;
  const onStep = (): void => onProgress({ done: found.events.length, total: found.events.length });
  const { preview: merged, ...looked } = await previewOf(db, profile, log, false, onStep);
  const preview = {
    ...merged,
    known,
    ...{ resets, foreignNotes: found.foreignNotes, leftOut, byHand: countByHand(found.byHand, data) },
  };
  return { log, ...looked, preview: { origin: "anki", exportedAtMs: null, ...preview } };
}

function mustFitTogether(profile: Profile, { events }: LogExport, mostCharacters: number | null): void {
  const tooMuch = tooMuchTogether(profile, events, mostCharacters);
  if (tooMuch) throw new ProblemError(tooMuch);
}

/** A file's text in pieces, so that no more of it stands in memory at a time. */
async function* textOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // The browser reads ahead, in pieces of its own choice: cut out one by one they take three times as long.
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(unreadable);
    if (done) break;
    yield decoder.decode(value, { stream: true });
  }
  yield decoder.decode();
}

/** Zip archives begin with PK. */
const isZip = async (file: Blob): Promise<boolean> => (await file.slice(0, 2).text().catch(unreadable)) === "PK";

function unreadable(error: unknown): never {
  // Moved or changed since it was chosen.
  console.error("reading a file failed:", error);
  throw new ProblemError(problem("backup_unreadable"));
}
