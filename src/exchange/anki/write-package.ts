import type { DeckId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isLeech } from "../../core/memory/leech.ts";
import { modelFor } from "../../core/memory/model.ts";
import type { OnProgress } from "../../core/progress.ts";
import { startOfStudyDay } from "../../core/time/study-day.ts";
import { writeZip } from "../archive/write-zip.ts";
import { type Columns, type Rows, writeDatabase } from "../sqlite/write-database.ts";
import type { Written } from "../sqlite/write-record.ts";
import { type CardLog, cardLogs, type StudyCard, type StudyData } from "../study-data.ts";
import { ankiCard } from "./card-row.ts";
import { collectionConfig, deckConfigsJson, decksJson } from "./collection-json.ts";
import { fieldChecksum } from "./field-checksum.ts";
import { ankiCardIds, ankiDeckId, guidOf, LEECH, MARKED, NOTE_TYPE_ID } from "./identity.ts";
import type { AnkiLabels } from "./labels.ts";
import { FIELDS, noteFields } from "./note-fields.ts";
import { noteType } from "./note-type.ts";
import { type PictureFile, picturesOf } from "./pictures.ts";
import { ReviewColumns } from "./review-columns.ts";
import { SCHEMA_11 } from "./sql-schema.ts";
import { movedTimes } from "./unique-times.ts";

/** Cards between two reports of progress. */
const AT_ONCE = 200;

/**
 * A package for Anki, in the legacy form that all versions read: notes, cards with their due days and memory states,
 * every review that counts, and the pictures that notes show.
 */
export async function writeAnkiPackage(
  data: StudyData,
  labels: AnkiLabels,
  onProgress?: OnProgress,
): Promise<Uint8Array> {
  const { tables, pictures } = fill(data, labels, onProgress);
  return writeZip({ "collection.anki2": writeDatabase(SCHEMA_11, tables), ...mediaOf(pictures) });
}

const encoder = new TextEncoder();

/** Files go by their number, and one more says what they are called. */
function mediaOf(pictures: ReadonlyMap<string, PictureFile>): Record<string, readonly Uint8Array<ArrayBuffer>[]> {
  const files = [...pictures.values()];
  const names = Object.fromEntries(files.map(({ name }, i) => [String(i), name]));
  return {
    ...Object.fromEntries(files.map(({ svg }, i) => [String(i), [encoder.encode(svg)]])),
    media: [encoder.encode(JSON.stringify(names))],
  };
}

interface Filled {
  readonly tables: ReadonlyMap<string, Rows | Columns>;
  /** Those that the notes show, by name. */
  readonly pictures: ReadonlyMap<string, PictureFile>;
}

function fill(data: StudyData, labels: AnkiLabels, onProgress?: OnProgress): Filled {
  const shown = new Map<string, PictureFile>();
  const { settings, now } = data;
  // A card that its deck no longer has says nothing, so no note can be made of it.
  const all = cardLogs(data).filter(({ card }) => card.content !== null);
  const firstDay = all.reduce((day, { reviews }) => Math.min(day, reviews[0]?.studyDay ?? day), now.today);
  const startMs = startOfStudyDay(firstDay, now.rolloverHour, now.offsetAt);
  const nowSecs = Math.floor(now.nowMs / 1000);
  const firstDeck = data.decks[0];
  const models = { [NOTE_TYPE_ID]: noteType(labels, nowSecs, firstDeck ? ankiDeckId(firstDeck.id) : 1) };
  const col: Written[] = [
    ...[1, Math.floor(startMs / 1000), now.nowMs, now.nowMs, 11, 0, 0, 0],
    JSON.stringify(collectionConfig(settings, -now.offsetAt(startMs), all.length + 1)),
    JSON.stringify(models),
    JSON.stringify(decksJson(data.decks, nowSecs)),
    JSON.stringify(deckConfigsJson(settings, nowSecs)),
    "{}",
  ];
  const [notes, cards]: [Written[][], Written[][]] = [[], []];
  const decks = new Map(data.decks.map((deck) => [deck.id, deck]));
  const isWritten = ({ card }: CardLog): boolean => decks.has(card.deck);
  // Anki sorts by these where it sorts by what was added, so they are in deck order; and it takes ids for times and
  // refuses those of the day after tomorrow, so they end now.
  const noteIdOf = (i: number): number => now.nowMs - all.length + i;
  const cardIds = ankiCardIds(data.cards);
  const travelling = all
    .filter(isWritten)
    .reduce((sum, { reviews, resets }) => sum + reviews.length + resets.length, 0);
  const revlog = new ReviewColumns(travelling);
  const times = timesOf(all);
  const model = modelFor(settings);

  for (const [at, { card, history }] of all.entries()) {
    if (at % AT_ONCE === 0) onProgress?.({ done: at, total: all.length });
    const note = noteOf(card, decks, labels);
    if (!note) continue;
    const folded = history();
    const { deck, tags, text, first, checksum } = note;
    for (const picture of note.pictures) shown.set(picture.name, picture);
    const [noteId, id] = [noteIdOf(at), cardIds.get(card.id) ?? 0];
    notes.push([noteId, guidOf(card.id), NOTE_TYPE_ID, nowSecs, -1, tags, text, first, checksum, 0, ""]);
    const row = ankiCard(card, folded.reviews, firstDay, model);
    cards.push([
      ...[id, noteId, ankiDeckId(deck), 0, nowSecs, -1, row.type, row.queue, row.due, row.ivl],
      ...[row.factor, row.reps, row.lapses, row.left, 0, 0, 0, row.data],
    ]);
    revlog.add(id, folded, times);
  }
  onProgress?.({ done: all.length, total: all.length });
  const tables = new Map<string, Rows | Columns>([
    ["col", [col]],
    ["notes", notes],
    ["cards", cards],
    ["revlog", revlog],
  ]);
  return { tables, pictures: shown };
}

/** What the note of a card says, with the checksum of its first field; null for a card of no deck. */
function noteOf(card: StudyCard, decks: ReadonlyMap<DeckId, StudyData["decks"][number]>, labels: AnkiLabels) {
  const deck = decks.get(card.deck);
  if (!deck || !card.content) return null;
  const pictures = picturesOf(card.content, labels);
  const fields = noteFields(card.content, deck, labels, pictures);
  const own = [...(card.isMarked ? [MARKED] : []), ...(isLeech(card.state) ? [LEECH] : [])];
  return {
    deck: deck.id,
    pictures: pictures ? [pictures.before, pictures.after] : [],
    tags: ` ${[`osteon::${tag(card.chapter)}`, `osteon::${tag(card.content.subject)}`, ...own].join(" ")} `,
    text: FIELDS.map((name) => fields[name]).join("\u001f"),
    first: fields.Front,
    checksum: fieldChecksum(fields.Front),
  };
}

/**
 * The times of those rows that get another than their own, over all cards, so that a collision is solved in the same way each
 * time.
 */
function timesOf(all: readonly CardLog[]): ReadonlyMap<string, number> {
  const travelling: Pick<Envelope, "id" | "atMs">[] = [];
  for (const { reviews, resets } of all) {
    for (const event of reviews) travelling.push(event);
    for (const event of resets) travelling.push(event);
  }
  return movedTimes(travelling);
}

/** Spaces part tags. */
const tag = (text: string): string => text.replace(/\s+/g, "-");
