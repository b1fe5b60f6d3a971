import type { OsteonEvent } from "../core/event.ts";
import type { EventId } from "../core/ids.ts";
import type { Progress } from "../core/progress.ts";
import { eventsInPieces } from "../db/all-events.ts";
import { eventsAmong } from "../db/events-among.ts";
import type { Database } from "../db/open.ts";
import { eventsFromAnki } from "../exchange/anki/events-from-anki.ts";
import { readAnkiPackage } from "../exchange/anki/read-package.ts";
import { BACKUP_LIMITS, type OnJobProgress } from "../exchange/backup-format.ts";
import { canonicalJson } from "../exchange/canonical.ts";
import { decodeBackupPieces } from "../exchange/decode-backup.ts";
import type { Preview } from "../exchange/messages.ts";
import { ProblemError } from "./problem-error.ts";
import { replacing, takenBackBy } from "./replacing.ts";
import { loadSql } from "./sql.ts";
import { readStudyData } from "./study-data.ts";

/** A file that was read and understood, and waits for the user's word. */
export interface Chosen {
  readonly progress: Progress;
  readonly preview: Preview;
}

/** Of UTF-8, in which a character may take three. */
const MAX_BYTES = BACKUP_LIMITS.characters * 1.2;

/** @throws ProblemError with the sentence that says what is wrong with the file */
export async function inspectFile(db: Database, file: Blob, onProgress: OnJobProgress): Promise<Chosen> {
  if (file.size > MAX_BYTES) throw new ProblemError({ key: "backup_tooLarge", arguments: [] });
  return (await isZip(file)) ? fromAnki(db, file, onProgress) : fromBackup(db, file, onProgress);
}

async function fromBackup(db: Database, file: Blob, onProgress: OnJobProgress): Promise<Chosen> {
  const result = await decodeBackupPieces({ pieces: textOf(file), characters: file.size }, onProgress);
  if ("problem" in result) throw new ProblemError({ ...result.problem, arguments: [...result.problem.arguments] });
  const { progress, exportedAtMs } = result;
  const settings = Object.keys(progress.settings).length;
  const counts = await countAgainst(db, progress.events, () => onProgress(0, 0));
  const takenBack = takenBackBy(await replacing(db, progress.events));
  const ofOthers = { foreignNotes: 0, leftOut: { reviews: 0, cards: 0 } };
  return { progress, preview: { origin: "backup", exportedAtMs, ...counts, takenBack, settings, ...ofOthers } };
}

async function fromAnki(db: Database, file: Blob, onProgress: OnJobProgress): Promise<Chosen> {
  // How many reviews it holds is known once it was unpacked.
  onProgress(0, 0);
  const sql = await loadSql();
  const found = await readAnkiPackage(sql, file, () => onProgress(0, 0)).catch(unreadable);
  if ("problem" in found) throw new ProblemError({ ...found.problem, arguments: [...found.problem.arguments] });
  const result = await eventsFromAnki(found.reviews, await readStudyData(db), onProgress);
  if ("problem" in result) throw new ProblemError({ ...result.problem, arguments: [...result.problem.arguments] });
  const { events, leftOut } = result;
  const known = found.reviews.length - events.length - leftOut.reviews;
  const preview = { exportedAtMs: null, added: events.length, known, conflicting: 0, takenBack: 0, settings: 0 };
  return {
    progress: { events, settings: {}, decks: [] },
    preview: { origin: "anki", ...preview, foreignNotes: found.foreignNotes, leftOut },
  };
}

/** How many of the events are new here, known, or contradict what is here. Reads the log in pieces. */
async function countAgainst(db: Database, events: readonly OsteonEvent[], onStep: () => void) {
  const fromFile = new Map<EventId, OsteonEvent>(events.map((event) => [event.id, event]));
  let known = 0;
  let conflicting = 0;
  for await (const piece of eventsInPieces(db.transaction("events").store)) {
    onStep();
    for (const event of piece) {
      const other = fromFile.get(event.id);
      if (!other) continue;
      if (canonicalJson(other) === canonicalJson(event)) known += 1;
      // A row that is no event gives way to the one of the file.
      else if (eventsAmong([event]).length > 0) conflicting += 1;
    }
  }
  return { added: fromFile.size - known - conflicting, known, conflicting };
}

/** Bytes that are read at a time. */
const PIECE_BYTES = 1_000_000;

/** A file's text in pieces, so that no more of it stands in memory at a time. */
async function* textOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const bytes = await file
      .slice(at, at + PIECE_BYTES)
      .arrayBuffer()
      .catch(unreadable);
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

/** Zip archives begin with PK. */
const isZip = async (file: Blob): Promise<boolean> => (await file.slice(0, 2).text().catch(unreadable)) === "PK";

function unreadable(error: unknown): never {
  // Moved or changed since it was chosen.
  console.error("reading a file failed:", error);
  throw new ProblemError({ key: "backup_unreadable", arguments: [] });
}
