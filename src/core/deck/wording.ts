/** The wording of a card as a learner may change it: plain text, in which *stars* mark emphasis and ____ the gap. */
import { isUnseen, plainlyWritten } from "../outside-text.ts";
import type { CardContent, RichText, Segment } from "./deck.ts";
import { plainText } from "./plain-text.ts";
import { WORDED_TEXTS, type WordedText, type Wording } from "./worded-texts.ts";

export { WORDED_TEXTS, type WordedText, type Wording } from "./worded-texts.ts";

/** In UTF-16 units. */
export const LONGEST_WORDING: Readonly<Record<WordedText, number>> = { question: 1000, answer: 600, note: 2000 };

/** A star after a backslash, emphasis, a gap. */
const MARKS = /(\\\*|\*(?=\S)(?:\\\*|[^*])+(?<=\S)\*|_{3,})/;

/** Text as segments. A star without a partner stands for itself, and so does one after a backslash. */
export function richOf(text: string): RichText {
  const segments: Segment[] = [];
  let plain = "";
  const end = (): void => {
    if (plain !== "") segments.push({ kind: "text", text: plain });
    plain = "";
  };
  for (const [i, part] of text.trim().split(MARKS).entries()) {
    if (i % 2 === 0) plain += part;
    else if (part === "\\*") plain += "*";
    else {
      end();
      segments.push(
        part.startsWith("_") ? { kind: "blank" } : { kind: "emphasis", text: part.slice(1, -1).replaceAll("\\*", "*") },
      );
    }
  }
  end();
  return segments;
}

/**
 * The texts of a card that can be changed. Where the answer is an option, a station, a label or a number, what counts as
 * right hangs on it, so it stays the deck's.
 */
export function editableTexts({ type }: Pick<CardContent, "type">): readonly WordedText[] {
  switch (type) {
    case "choice":
    case "pathway":
    case "number":
    case "diagram":
      return ["question", "note"];
    default:
      return WORDED_TEXTS;
  }
}

/**
 * The card with the learner's wording in place of the deck's. A note of the learner's own claims no certainty. The wording
 * may come from a file that somebody else has made: a question or an answer of which nothing can be seen is passed over.
 */
export function withWording(content: CardContent, wording: Wording | null): CardContent {
  if (wording === null) return content;
  const editable = editableTexts(content);
  const chosen = (name: WordedText): string | null => {
    const text = editable.includes(name) ? wording[name] : null;
    return text === null ? null : plainlyWritten(text);
  };
  const said = (name: WordedText): string | null => {
    const text = chosen(name);
    return text === null || isUnseen(text) ? null : text;
  };
  const [question, answer, note] = [said("question"), said("answer"), chosen("note")];
  return {
    ...content,
    ...(question !== null && { front: richOf(question) }),
    ...(answer !== null && { answer: richOf(answer) }),
    // Where it may be typed, it is the learner's own that is compared.
    ...(answer !== null && content.typed && { typed: [plainText(richOf(answer))] }),
    ...(note !== null && { note: isUnseen(note) ? null : { text: richOf(note), confidence: null, references: [] } }),
  };
}
