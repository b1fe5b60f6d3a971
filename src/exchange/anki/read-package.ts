import { BACKUP_LIMITS } from "../backup/backup-format.ts";
import { type Failed, failed } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import { REFUSED } from "../refused.ts";
import { checkDatabase } from "../sqlite/check.ts";
import { collectionOf } from "./package-file.ts";
import { type FoundInAnki, readReviews, TABLES } from "./read-reviews.ts";

/**
 * Reads the reviews of our cards from a package of any Anki. Never throws on what a file may hold.
 * @param file an `.apkg`, legacy or latest
 * @param onStep told now and then that it goes on
 * @param limit on the reviews of our cards: what a backup could not hold is not taken from elsewhere either
 * @throws whatever the browser says of a file that cannot be read any more
 */
export async function readAnkiPackage(
  file: Blob,
  onStep: () => void = () => {},
  limit: number = BACKUP_LIMITS.events,
): Promise<FoundInAnki | Failed> {
  try {
    const collection = await collectionOf(file);
    if (!collection) return failed("anki_notPackage");
    onStep();
    checkDatabase(collection, TABLES);
    onStep();
    return readReviews(collection, onStep, limit);
  } catch (error) {
    if (error instanceof Refusal) return failed(REFUSED[error.reason]);
    throw error;
  }
}
