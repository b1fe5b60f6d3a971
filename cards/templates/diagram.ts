/** A drawing with one label or one arrow's sign covered. Waits until the fact was recalled in words, if it is asked in words. */
import { drawingOf } from "../drawing.ts";
import { named } from "../english.ts";
import { directionQuestion } from "../frames.ts";
import { parseRich } from "../rich-text.ts";
import { ownFront } from "./front.ts";
import { AuthorError, answerOf, type Brief, hasPlainCard, ownMarking, type Template } from "./template.ts";

export const diagram: Template = (brief) => {
  const { source, spec, template, fact } = brief;
  const drawing = source.drawings.get(spec.drawing ?? "");
  if (drawing === undefined) throw new AuthorError(`cards.${template}: no drawing "${spec.drawing ?? ""}"`);
  if (spec.covers === undefined) throw new AuthorError(`cards.${template}: needs covers: {part}`);
  const { front, ...marking } = ownFront(brief) ?? { front: parseRich(asking(brief)), ...ownMarking(brief) };
  return {
    front,
    marking,
    answer: answerOf(brief),
    body: { type: "diagram", drawing: drawingOf(drawing), covered: spec.covers },
    unlockedBy: hasPlainCard(fact) ? [fact.id] : [],
  };
};

/** The drawing says where; the question says what kind of thing is covered, or which arrow has lost its end. */
function asking(brief: Brief): string {
  if (brief.asks === "sign") return directionQuestion(brief) ?? "Which way does the arrow with the covered end act?";
  const { one, many } = ownMarking(brief).class;
  return brief.asked.plural
    ? `Which ${many} are covered, beside ${named(brief.given)}?`
    : `Which ${one} is covered, beside ${named(brief.given)}?`;
}
