import * as v from "valibot";
import type { CardId } from "../../core/ids.ts";
import { LATEST_MS } from "../../core/log/envelope-fields.ts";
import type { Rating } from "../../core/log/kinds/review.ts";
import { type Failed, failed } from "../problem.ts";
import { type FoundByHand, isDueByHand, QUEUES } from "./by-hand.ts";
import { CollectionRows, numberIn, textIn } from "./collection-rows.ts";
import { cardOfGuid, MARKED, MAX_GUID_BYTES } from "./identity.ts";
import { ourPlaces } from "./our-template.ts";
import { MANUAL } from "./review-row.ts";

/** A review in Anki of a card that came from here. */
export interface FoundReview {
  readonly card: CardId;
  readonly atMs: number;
  readonly rating: Rating;
  /** Days, or negative seconds. */
  readonly interval: number;
  readonly durationMs: number;
}

/** A card of ours that was reset there ("Forget"). */
export interface FoundReset {
  readonly card: CardId;
  readonly atMs: number;
  readonly rating: null;
}
/** A note of ours with a star, and when it was changed last there. */
export interface FoundMark {
  readonly card: CardId;
  readonly atMs: number;
}
export type FoundEvent = FoundReview | FoundReset;

export interface FoundInAnki {
  /** In the order of time. */
  readonly events: readonly FoundEvent[];
  /** Those of our notes that have a star. */
  readonly marks: readonly FoundMark[];
  /** How many notes of ours the package holds, and how many of others; those are left alone. */
  readonly notes: number;
  readonly foreignNotes: number;
  readonly byHand: FoundByHand;
}

export const TABLES = ["col", "notes", "cards", "revlog"] as const;

const noteRow = v.tuple([v.string(), v.number(), v.number()]);
const RATINGS: readonly Rating[] = [1, 2, 3, 4];
const REVIEW_COLUMNS = ["cid", "id", "ease", "ivl", "time", "type", "factor"].map(numberIn);

/** A row of the review log, of a card of ours, whose values are still to be checked. */
interface RawRow {
  readonly card: CardId;
  readonly id: unknown;
  /** Null for a reset. */
  readonly review: readonly unknown[] | null;
}

/**
 * The reviews and resets of our cards in an open collection. Of several that say the same card and the same moment the
 * first counts.
 *
 * Each table is read once and put together here, so that the work grows with the file and nothing else: what is joined
 * can be the product of tables whose ids are there many times.
 * @param limit on the reviews of our cards, and on the notes and cards that are ours
 * @param collection its bytes, of which the pages were looked at
 * @throws Refusal
 */
export function readReviews(collection: Uint8Array, onStep: () => void, limit: number): FoundInAnki | Failed {
  const rows = new CollectionRows(collection, onStep);
  const { byNote, marks, notes, foreignNotes } = readNotes(rows);
  if (notes === 0) return failed("anki_notOurs");
  const cards = readCards(rows, byNote, ourPlaces(collection, rows));
  if (!cards) return failed("anki_template");
  const { byCard, suspended, buried } = cards;
  const raw: RawRow[] = [];
  const due = new Map<CardId, number>();
  for (const [cardNumber, id, ease, interval, duration, type, factor] of rows.of("revlog", REVIEW_COLUMNS)) {
    const card = byCard.get(cardNumber);
    const reset = isReset(ease, type, factor);
    if (card !== undefined && isMoment(id) && isDueByHand(ease, type, factor))
      due.set(card, Math.max(id, due.get(card) ?? 0));
    if (card === undefined || !(reset || isAnswer(ease, type, factor))) continue;
    if (raw.length >= limit) return failed("anki_tooLarge");
    raw.push({ card, id, review: reset ? null : [id, ease, interval, duration] });
  }
  onStep();
  const events = inOrder(raw);
  if ("problem" in events) return events;
  // Anki leaves the log out where its user asks for the cards alone.
  if (events.found.length === 0 && marks.length === 0) return failed("anki_noProgress");
  for (const { card, atMs } of events.found) if (atMs > (due.get(card) ?? atMs)) due.delete(card);
  return { events: events.found, marks, notes, foreignNotes, byHand: { due, suspended, buried } };
}

/** A review in a filtered deck that did not reschedule has no factor: it was practice, and moved nothing. */
function isAnswer(ease: unknown, type: unknown, factor: unknown): boolean {
  if (typeof ease !== "number" || typeof type !== "number") return false;
  return ease >= 1 && ease <= 4 && type < MANUAL && !(type === 3 && (factor === 0 || factor === null));
}

/** See `isDueByHand`, too. */
const isReset = (ease: unknown, type: unknown, factor: unknown): boolean =>
  ease === 0 && type === MANUAL && factor === 0;

/** By time, checked, each card and moment once. */
function inOrder(raw: RawRow[]): { readonly found: FoundEvent[] } | Failed {
  raw.sort((a, b) => Number(a.id) - Number(b.id));
  const found: FoundEvent[] = [];
  const ofMoment = new Set<CardId>();
  let momentMs = 0;
  for (const [i, row] of raw.entries()) {
    const event = checked(row);
    if (!event) return failed("anki_review", i + 1, row.card);
    if (event.atMs !== momentMs) ofMoment.clear();
    momentMs = event.atMs;
    if (ofMoment.has(row.card)) continue;
    ofMoment.add(row.card);
    found.push(event);
  }
  return { found };
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);
const isMoment = (value: unknown): value is number => isWhole(value) && value >= 1 && value <= LATEST_MS;

function checked({ card, id, review }: RawRow): FoundEvent | null {
  if (review === null) return isMoment(id) ? { card, atMs: id, rating: null } : null;
  const [, ease, interval, durationMs] = review;
  const rating = RATINGS.find((one) => one === ease);
  // By hand: a log has some hundred thousand of them.
  if (!isMoment(id) || rating === undefined || !isWhole(interval)) return null;
  if (typeof durationMs !== "number" || !(durationMs >= 0)) return null;
  return { card, atMs: id, rating, interval, durationMs };
}

/** A note of ours: its card, and its note type. */
interface OurNote {
  readonly card: CardId;
  readonly noteType: number;
}

/** Longer lists of tags are nobody's, and are not looked through. */
const MAX_TAGS_BYTES = 20_000;
/** Its card, number and note type; when it was changed, in seconds; its tags. */
const NOTE_COLUMNS = [
  textIn("guid", MAX_GUID_BYTES),
  ...["id", "mid", "mod"].map(numberIn),
  textIn("tags", MAX_TAGS_BYTES),
];

/** Spaces part tags, and stand at both ends. */
const isMarked = (tags: unknown): boolean => ` ${String(tags).toLowerCase()} `.includes(` ${MARKED} `);

function readNotes(rows: CollectionRows) {
  const byNote = new Map<unknown, OurNote>();
  const marks: FoundMark[] = [];
  let notes = 0;
  let foreignNotes = 0;
  for (const row of rows.of("notes", NOTE_COLUMNS)) {
    const note = v.safeParse(noteRow, row);
    const card = note.success ? cardOfGuid(note.output[0]) : null;
    if (card === null || !note.success) {
      foreignNotes += 1;
      continue;
    }
    notes += 1;
    byNote.set(note.output[1], { card, noteType: note.output[2] });
    const changedMs = Number(row[3]) * 1000;
    if (isMarked(row[4]) && isMoment(changedMs)) marks.push({ card, atMs: changedMs });
  }
  return { byNote, marks, notes, foreignNotes };
}

/**
 * Our cards by their numbers in Anki. A note of ours has one; further ones were made there, by templates of theirs. Null
 * where nobody can say which template is ours.
 */
function readCards(
  rows: CollectionRows,
  byNote: ReadonlyMap<unknown, OurNote>,
  places: ReadonlyMap<number, number | null>,
) {
  const byCard = new Map<unknown, CardId>();
  const suspended = new Set<CardId>();
  const buried = new Set<CardId>();
  for (const [id, noteNumber, place, queue] of rows.of("cards", ["id", "nid", "ord", "queue"].map(numberIn))) {
    const note = byNote.get(noteNumber);
    if (!note) continue;
    const ours = places.get(note.noteType);
    if (ours === null) return null;
    // Of a note type that says nothing of its templates, as we made it.
    if (place !== (ours ?? 0)) continue;
    byCard.set(id, note.card);
    if (queue === QUEUES.suspended) suspended.add(note.card);
    if (queue === QUEUES.buried) buried.add(note.card);
  }
  return { byCard, suspended, buried };
}
