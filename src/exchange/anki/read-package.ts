import { unzipSync } from "fflate";
import { Decompress } from "fzstd";
import type { Database, SqlJsStatic } from "sql.js";
import * as v from "valibot";
import type { Rating } from "../../core/event.ts";
import { LAST_MS } from "../../core/event-schema.ts";
import type { CardId } from "../../core/ids.ts";
import { cardOfGuid } from "./identity.ts";

/** What can be wrong with a package, as keys of the interface's messages. */
export type AnkiProblemKey = "anki_notPackage" | "anki_tooLarge" | "anki_unreadable" | "anki_notOurs" | "anki_review";
export interface AnkiProblem {
  readonly key: AnkiProblemKey;
  readonly arguments: readonly (string | number)[];
}

/** A review in Anki of a card that came from here. */
export interface FoundReview {
  readonly card: CardId;
  readonly atMs: number;
  readonly rating: Rating;
  /** Days, or negative seconds. */
  readonly interval: number;
  readonly durationMs: number;
}

export interface FoundInAnki {
  /** In the order of time. */
  readonly reviews: readonly FoundReview[];
  /** How many notes of ours the package holds, and how many of others; those are left alone. */
  readonly notes: number;
  readonly foreignNotes: number;
}

/** A collection of a million reviews takes about 100 MB. */
const MAX_BYTES = 600_000_000;
/** The newest form first: beside it stands an old one that only says "please update". */
const COLLECTIONS = ["collection.anki21b", "collection.anki21", "collection.anki2"] as const;

/**
 * Reads the reviews of our cards from a package of any Anki. Never throws on what a file may hold.
 * @param bytes the content of an `.apkg`, legacy or latest
 */
export function readAnkiPackage(sql: SqlJsStatic, bytes: Uint8Array): FoundInAnki | { readonly problem: AnkiProblem } {
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
    return readNotes(db);
  } catch {
    // Not SQLite, or not Anki's tables; which of them means nothing to the reader.
    return failed("anki_unreadable");
  } finally {
    db?.close();
  }
}

const failed = (key: AnkiProblemKey, ...details: (string | number)[]) => ({ problem: { key, arguments: details } });

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

const noteRow = v.tuple([v.string(), v.number()]);
// Rating 0 marks what was not an answer (a due date set by hand); types 4 and 5 likewise.
const reviewRow = v.tuple([
  v.string(),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_MS)),
  v.picklist([1, 2, 3, 4]),
  v.pipe(v.number(), v.integer()),
  v.pipe(v.number(), v.minValue(0)),
]);

function readNotes(db: Database): FoundInAnki | { readonly problem: AnkiProblem } {
  let foreignNotes = 0;
  let notes = 0;
  for (const row of rows(db, "SELECT guid, id FROM notes")) {
    const known = v.is(noteRow, row) && cardOfGuid(row[0]) !== null;
    if (known) notes += 1;
    else foreignNotes += 1;
  }
  if (notes === 0) return failed("anki_notOurs");
  const reviews: FoundReview[] = [];
  let place = 0;
  // A review in a filtered deck that did not reschedule has no factor: it was practice, and moved nothing.
  const query = `SELECT n.guid, r.id, r.ease, r.ivl, r.time FROM revlog r JOIN cards c ON c.id = r.cid
    JOIN notes n ON n.id = c.nid WHERE c.ord = 0 AND r.ease BETWEEN 1 AND 4 AND r.type < 4
    AND NOT (r.type = 3 AND r.factor = 0) ORDER BY r.id`;
  for (const row of rows(db, query)) {
    const card = typeof row[0] === "string" ? cardOfGuid(row[0]) : null;
    if (card === null) continue;
    place += 1;
    const review = v.safeParse(reviewRow, row);
    if (!review.success) return failed("anki_review", place, card);
    const [, atMs, rating, interval, durationMs] = review.output;
    reviews.push({ card, atMs, rating, interval, durationMs });
  }
  return { reviews, notes, foreignNotes };
}

function* rows(db: Database, query: string): Generator<readonly unknown[]> {
  const statement = db.prepare(query);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}
