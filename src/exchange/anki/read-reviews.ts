import type { Database } from "sql.js";
import * as v from "valibot";
import type { CardId } from "../../core/ids.ts";
import type { Rating } from "../../core/log/event.ts";
import { LAST_MS } from "../../core/log/event-schema.ts";
import { cardOfGuid } from "./identity.ts";
import { type AnkiProblem, failed } from "./problem.ts";

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

const TABLES = ["col", "notes", "cards", "revlog"] as const;

const noteRow = v.tuple([v.string(), v.number()]);
// Rating 0 marks what was not an answer (a due date set by hand); types 4 and 5 likewise.
const reviewRow = v.tuple([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_MS)),
  v.picklist([1, 2, 3, 4]),
  v.pipe(v.number(), v.integer()),
  v.pipe(v.number(), v.minValue(0)),
]);

/**
 * The reviews of our cards in an open collection.
 *
 * Each table is read once and put together here, so that the work grows with the file and nothing else: what SQLite
 * joins can be the product of tables whose ids are there many times.
 * @param limit on the reviews of our cards
 * @throws whatever SQLite says of a collection that is damaged
 */
export function readReviews(db: Database, limit: number): FoundInAnki | { readonly problem: AnkiProblem } {
  if (!TABLES.every((name) => isTable(db, name))) return failed("anki_unreadable");
  const { byNote, notes, foreignNotes } = readNotes(db);
  if (notes === 0) return failed("anki_notOurs");
  const byCard = readCards(db, byNote);
  const reviews: FoundReview[] = [];
  // A review in a filtered deck that did not reschedule has no factor: it was practice, and moved nothing.
  const query = `SELECT cid, id, ease, ivl, time FROM revlog WHERE ease BETWEEN 1 AND 4 AND type < 4
    AND NOT (type = 3 AND factor = 0) ORDER BY id`;
  for (const [cardNumber, ...row] of rows(db, query)) {
    const card = byCard.get(cardNumber);
    if (card === undefined) continue;
    if (reviews.length >= limit) return failed("anki_tooLarge");
    const review = v.safeParse(reviewRow, row);
    if (!review.success) return failed("anki_review", reviews.length + 1, card);
    const [atMs, rating, interval, durationMs] = review.output;
    reviews.push({ card, atMs, rating, interval, durationMs });
  }
  return { reviews, notes, foreignNotes };
}

/** A table with rows of its own. A view, or a virtual table over one, can make any number of rows out of nothing. */
function isTable(db: Database, name: string): boolean {
  const query = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = '${name}'`;
  return !rows(db, query).next().done;
}

function readNotes(db: Database) {
  const byNote = new Map<unknown, CardId>();
  let notes = 0;
  let foreignNotes = 0;
  for (const row of rows(db, "SELECT guid, id FROM notes")) {
    const note = v.safeParse(noteRow, row);
    const card = note.success ? cardOfGuid(note.output[0]) : null;
    if (card === null) {
      foreignNotes += 1;
      continue;
    }
    notes += 1;
    byNote.set(row[1], card);
  }
  return { byNote, notes, foreignNotes };
}

/** Our cards by their numbers in Anki. A note of ours has one; further ones were made there, by a template of theirs. */
function readCards(db: Database, byNote: ReadonlyMap<unknown, CardId>): ReadonlyMap<unknown, CardId> {
  const byCard = new Map<unknown, CardId>();
  for (const [id, note] of rows(db, "SELECT id, nid FROM cards WHERE ord = 0")) {
    const card = byNote.get(note);
    if (card !== undefined) byCard.set(id, card);
  }
  return byCard;
}

function* rows(db: Database, query: string): Generator<readonly unknown[]> {
  const statement = db.prepare(query);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}
