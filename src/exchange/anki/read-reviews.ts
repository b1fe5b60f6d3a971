import type { Database } from "sql.js";
import * as v from "valibot";
import type { Rating } from "../../core/event.ts";
import { LAST_MS } from "../../core/event-schema.ts";
import type { CardId } from "../../core/ids.ts";
import type { RowCounts } from "../sqlite/check.ts";
import { CollectionRows, numberIn, textIn } from "./collection-rows.ts";
import { cardOfGuid, MAX_GUID_BYTES } from "./identity.ts";
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

export const TABLES = ["col", "notes", "cards", "revlog"] as const;

const noteRow = v.tuple([v.string(), v.number()]);
// Rating 0 marks what was not an answer (a due date set by hand); types 4 and 5 likewise.
const reviewRow = v.tuple([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_MS)),
  v.picklist([1, 2, 3, 4]),
  v.pipe(v.number(), v.integer()),
  v.pipe(v.number(), v.minValue(0)),
]);
const REVIEW_COLUMNS = ["cid", "id", "ease", "ivl", "time", "type", "factor"].map(numberIn);

/** A row of the review log, of a card of ours, whose values are still to be checked. */
interface RawReview {
  readonly card: CardId;
  readonly id: unknown;
  readonly row: readonly unknown[];
}

/**
 * The reviews of our cards in an open collection. Of several that say the same card and the same moment the first counts.
 *
 * Each table is read once and put together here, so that the work grows with the file and nothing else: what SQLite
 * joins can be the product of tables whose ids are there many times.
 * @param counts how many rows the tables have by their pages
 * @param limit on the reviews of our cards, and on the notes and cards that are ours
 * @throws whatever SQLite says of a collection that is damaged, or a Refusal
 */
export function readReviews(
  db: Database,
  counts: RowCounts,
  onStep: () => void,
  limit: number,
): FoundInAnki | { readonly problem: AnkiProblem } {
  const rows = new CollectionRows(db, counts, onStep);
  const { byNote, notes, foreignNotes } = readNotes(rows);
  if (notes === 0) return failed("anki_notOurs");
  const byCard = readCards(rows, byNote);
  const raw: RawReview[] = [];
  for (const [cardNumber, id, ease, interval, duration, type, factor] of rows.of("revlog", REVIEW_COLUMNS)) {
    const card = byCard.get(cardNumber);
    if (card === undefined || !isAnswer(ease, type, factor)) continue;
    if (raw.length >= limit) return failed("anki_tooLarge");
    raw.push({ card, id, row: [id, ease, interval, duration] });
  }
  onStep();
  const reviews = inOrder(raw);
  return "problem" in reviews ? reviews : { reviews: reviews.found, notes, foreignNotes };
}

/** A review in a filtered deck that did not reschedule has no factor: it was practice, and moved nothing. */
function isAnswer(ease: unknown, type: unknown, factor: unknown): boolean {
  if (typeof ease !== "number" || typeof type !== "number") return false;
  return ease >= 1 && ease <= 4 && type < 4 && !(type === 3 && (factor === 0 || factor === null));
}

/** By time, checked, each card and moment once. */
function inOrder(raw: RawReview[]): { readonly found: FoundReview[] } | { readonly problem: AnkiProblem } {
  raw.sort((a, b) => Number(a.id) - Number(b.id));
  const found: FoundReview[] = [];
  const ofMoment = new Set<CardId>();
  let momentMs = 0;
  for (const [i, { card, row }] of raw.entries()) {
    const review = v.safeParse(reviewRow, row);
    if (!review.success) return failed("anki_review", i + 1, card);
    const [atMs, rating, interval, durationMs] = review.output;
    if (atMs !== momentMs) ofMoment.clear();
    momentMs = atMs;
    if (ofMoment.has(card)) continue;
    ofMoment.add(card);
    found.push({ card, atMs, rating, interval, durationMs });
  }
  return { found };
}

function readNotes(rows: CollectionRows) {
  const byNote = new Map<unknown, CardId>();
  let notes = 0;
  let foreignNotes = 0;
  for (const row of rows.of("notes", [textIn("guid", MAX_GUID_BYTES), numberIn("id")])) {
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
function readCards(rows: CollectionRows, byNote: ReadonlyMap<unknown, CardId>): ReadonlyMap<unknown, CardId> {
  const byCard = new Map<unknown, CardId>();
  for (const [id, note, place] of rows.of("cards", ["id", "nid", "ord"].map(numberIn))) {
    const card = place === 0 ? byNote.get(note) : undefined;
    if (card !== undefined) byCard.set(id, card);
  }
  return byCard;
}
