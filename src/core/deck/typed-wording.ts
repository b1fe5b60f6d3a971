/** A wording on its way through a form: what stands in the fields, and what was typed there. */
import { isUnseen } from "../outside-text.ts";
import type { CardContent, RichText } from "./deck.ts";
import { GAP } from "./plain-text.ts";
import { editableTexts, LONGEST_WORDING, richOf, WORDED_TEXTS, type WordedText, type Wording } from "./wording.ts";

/** What stands in the fields of a form. */
export type Typed = Readonly<Record<WordedText, string>>;

/** Segments as somebody would type them: `richOf` makes the same of it. */
export const typedOf = (text: RichText): string =>
  text
    .map((segment) => {
      if (segment.kind === "blank") return GAP;
      const escaped = segment.text.replaceAll("*", "\\*");
      return segment.kind === "emphasis" ? `*${escaped}*` : escaped;
    })
    .join("");

/** The card's texts in the deck's own wording. */
export const deckTexts = ({ front, answer, note }: CardContent): Typed => ({
  question: typedOf(front),
  answer: typedOf(answer),
  note: note === null ? "" : typedOf(note.text),
});

/** The card's texts with the learner's wording. */
export function presentTexts(content: CardContent, wording: Wording | null): Typed {
  const own = deckTexts(content);
  return {
    question: wording?.question ?? own.question,
    answer: wording?.answer ?? own.answer,
    note: wording?.note ?? own.note,
  };
}

/** On one line, as all texts of cards are. */
const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * What was typed, as a wording: a text that says what the deck says is the deck's.
 * @returns null where nothing differs from the deck
 */
export function wordingFrom(content: CardContent, typed: Typed): Wording | null {
  const own = deckTexts(content);
  const editable = editableTexts(content);
  const changed = (name: WordedText): string | null => {
    const [text, deck] = [tidy(typed[name]), tidy(own[name])];
    const isDecks = text === deck || typedOf(richOf(text)) === deck;
    return editable.includes(name) && !isDecks ? text : null;
  };
  const wording = { question: changed("question"), answer: changed("answer"), note: changed("note") };
  return WORDED_TEXTS.every((name) => wording[name] === null) ? null : wording;
}

export interface WordingProblem {
  readonly text: WordedText;
  readonly what: "empty" | "long" | "gap";
}

/** What keeps a wording from being kept: the first text with which something is wrong. Null where nothing is. */
export function wordingProblem(content: CardContent, typed: Typed): WordingProblem | null {
  for (const text of editableTexts(content)) {
    const words = tidy(typed[text]);
    if (words.length > LONGEST_WORDING[text]) return { text, what: "long" };
    if (text !== "note" && isUnseen(words)) return { text, what: "empty" };
    // The answer is written into the gap, so the question keeps as many as it has.
    if (text === "question" && gaps(richOf(words)) !== gaps(content.front)) return { text, what: "gap" };
  }
  return null;
}

const gaps = (text: RichText): number => text.filter(({ kind }) => kind === "blank").length;
