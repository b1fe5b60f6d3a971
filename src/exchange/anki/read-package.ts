import { unzipSync } from "fflate";
import { Decompress } from "fzstd";
import type { Database, SqlJsStatic } from "sql.js";
import { BACKUP_LIMITS } from "../backup-format.ts";
import { type AnkiProblem, failed } from "./problem.ts";
import { type FoundInAnki, readReviews } from "./read-reviews.ts";

/** A collection of a million reviews takes about 100 MB. */
const MAX_BYTES = 600_000_000;
/** The newest form first: beside it stands an old one that only says "please update". */
const COLLECTIONS = ["collection.anki21b", "collection.anki21", "collection.anki2"] as const;

/**
 * Reads the reviews of our cards from a package of any Anki. Never throws on what a file may hold.
 * @param bytes the content of an `.apkg`, legacy or latest
 * @param limit on the reviews of our cards: what a backup could not hold is not taken from elsewhere either
 */
export function readAnkiPackage(
  sql: SqlJsStatic,
  bytes: Uint8Array,
  limit: number = BACKUP_LIMITS.events,
): FoundInAnki | { readonly problem: AnkiProblem } {
  let collection: Uint8Array | undefined;
  try {
    collection = collectionOf(bytes);
  } catch (error) {
    return failed(error instanceof RangeError ? "anki_tooLarge" : "anki_notPackage");
  }
  if (!collection) return failed("anki_notPackage");
  let db: Database | undefined;
  try {
    db = new sql.Database(collection);
    return readReviews(db, limit);
  } catch {
    // Not SQLite, or not Anki's tables; which of them means nothing to the reader.
    return failed("anki_unreadable");
  } finally {
    db?.close();
  }
}

/** @throws RangeError when it would be too large once unpacked */
function collectionOf(bytes: Uint8Array): Uint8Array | undefined {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted = COLLECTIONS.some((collection) => collection === name);
      if (wanted && originalSize > MAX_BYTES) throw new RangeError(name);
      return wanted;
    },
  });
  const name = COLLECTIONS.find((one) => files[one] !== undefined);
  const content = name && files[name];
  return content && name === "collection.anki21b" ? unpacked(content) : content;
}

/** Zstandard, in pieces, so that a small file that unpacks to a huge one is stopped on the way. */
function unpacked(content: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((chunk) => {
    size += chunk.length;
    if (size > MAX_BYTES) throw new RangeError("collection.anki21b");
    chunks.push(chunk);
  });
  const step = 1 << 16;
  for (let at = 0; at < content.length; at += step) {
    stream.push(content.subarray(at, at + step), at + step >= content.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
