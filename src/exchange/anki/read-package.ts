import type { Database, SqlJsStatic } from "sql.js";
import { BACKUP_LIMITS } from "../backup-format.ts";
import { type Failed, failed } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import { checkDatabase } from "../sqlite/check.ts";
import { collectionOf } from "./package-file.ts";
import { type FoundInAnki, readReviews, TABLES } from "./read-reviews.ts";
import { REFUSED } from "./refused.ts";

/**
 * Reads the reviews of our cards from a package of any Anki. Never throws on what a file may hold.
 * @param file an `.apkg`, legacy or latest
 * @param onStep told now and then that it goes on
 * @param limit on the reviews of our cards: what a backup could not hold is not taken from elsewhere either
 * @throws whatever the browser says of a file that cannot be read any more
 */
export async function readAnkiPackage(
  sql: SqlJsStatic,
  file: Blob,
  onStep: () => void = () => {},
  limit: number = BACKUP_LIMITS.events,
): Promise<FoundInAnki | Failed> {
  try {
    const collection = await collectionOf(file);
    if (!collection) return failed("anki_notPackage");
    onStep();
    return readCollection(sql, collection, onStep, limit);
  } catch (error) {
    if (error instanceof Refusal) return failed(REFUSED[error.reason]);
    throw error;
  }
}

function readCollection(sql: SqlJsStatic, collection: Uint8Array, onStep: () => void, limit: number) {
  const rowCounts = checkDatabase(collection, TABLES);
  onStep();
  let db: Database | undefined;
  try {
    db = new sql.Database(collection);
    return readReviews({ db, collection, counts: rowCounts }, onStep, limit);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Not Anki's tables, or damaged within a row; which of them means nothing to the reader.
    return failed("anki_unreadable");
  } finally {
    closed(db);
  }
}

/** What SQLite still has to say of a damaged database when it is closed changes nothing any more. */
function closed(db: Database | undefined): void {
  try {
    db?.close();
  } catch (error) {
    console.warn("closing a collection:", error);
  }
}
