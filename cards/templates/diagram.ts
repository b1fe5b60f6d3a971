/** A drawing with one label or one arrow's sign covered. Waits until the fact was recalled in words, if it is asked in words. */
import { drawingOf } from "../drawing.ts";
import { AuthorError, answerOf, frontOf, hasPlainCard, type Template } from "./template.ts";

export const diagram: Template = (brief) => {
  const { source, spec, template, fact } = brief;
  const drawing = source.drawings.get(spec.drawing ?? "");
  if (drawing === undefined) throw new AuthorError(`cards.${template}: no drawing "${spec.drawing ?? ""}"`);
  if (spec.covers === undefined) throw new AuthorError(`cards.${template}: needs covers: {part}`);
  return {
    front: frontOf(brief, "What is covered?"),
    answer: answerOf(brief),
    body: { type: "diagram", drawing: drawingOf(drawing), covered: spec.covers },
    unlockedBy: hasPlainCard(fact) ? [fact.id] : [],
  };
};
