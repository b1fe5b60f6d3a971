/** A deck without anybody's history, to hand on: what its source says, as cards that nobody has seen. */
import { inDeckOrder } from "../../core/card.ts";
import type { CardContent, Reference } from "../../core/deck/deck.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import { addressOf, citationOf } from "../../core/deck/reference.ts";
import type { DeckId } from "../../core/ids.ts";
import { NEW_CARD_STATE } from "../../core/memory/card-state.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { nowAt } from "../../core/time/now.ts";
import type { DeckHead, StudyCard, StudyData } from "../study-data.ts";
import type { Cell } from "./delimited.ts";

/**
 * The facts of one deck's source, every card new. Nothing in it is of the learner: no event, no setting, no time zone. Of a
 * deck that follows no single work, all its cards.
 * @param nowMs when it is made, in ms; Anki takes it for the date of the notes
 */
export function blankOf({ decks, cards }: Pick<StudyData, "decks" | "cards">, deck: DeckId, nowMs: number): StudyData {
  const heads = decks.filter(({ id }) => id === deck);
  const hasSource = heads.some(({ provenance }) => provenance !== null);
  const isOfSource = ({ content, retired }: StudyCard): boolean =>
    !retired && content !== null && (content.heading !== null || !hasSource);
  return {
    decks: heads,
    cards: cards
      .filter((card) => card.deck === deck && isOfSource(card))
      .map((card) => ({ ...card, state: NEW_CARD_STATE, revision: 0 })),
    events: [],
    settings: DEFAULT_SETTINGS,
    now: nowAt(nowMs, () => 0, DEFAULT_SETTINGS.rolloverHour),
  };
}

const COLUMNS = [
  ...["card", "chapter", "type", "question", "options", "answer", "reason"],
  ...["remark", "source_heading", "references", "source", "licence"],
] as const;

/** One row per card in deck order; the column names come first. */
export function* blankRows({ cards, decks }: Pick<StudyData, "cards" | "decks">): Generator<readonly Cell[]> {
  yield COLUMNS;
  for (const { deck, content } of [...cards].sort(inDeckOrder)) {
    const head = decks.find(({ id }) => id === deck);
    if (content && head) yield rowOf(content, head);
  }
}

function rowOf(content: CardContent, { chapters, references, provenance, licence }: DeckHead): readonly Cell[] {
  const { id, chapter, type, front, answer, reason, note, heading } = content;
  return [
    id,
    chapters.find((one) => one.id === chapter)?.title ?? chapter,
    type,
    plainText(front),
    // As they stand in the deck the right one comes first, which nobody should learn.
    content.type === "choice"
      ? content.options
          .map(({ text }) => plainText(text))
          .sort()
          .join(" / ")
      : null,
    plainText(answer),
    plainText(reason),
    note && plainText(note.text),
    heading,
    references
      .filter((work) => content.references.includes(work.id))
      .map(cited)
      .join(" | "),
    provenance && `${provenance.title} (${provenance.author}, ${provenance.publisher})`,
    licence,
  ];
}

const cited = (work: Reference): string => [citationOf(work), addressOf(work)].filter(Boolean).join(" ");
