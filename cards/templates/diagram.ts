/** A drawing with one label or one arrow's sign covered. Waits until the fact was recalled in words, if it is asked in words. */
import { directionQuestion } from "../asking/frames.ts";
import { named } from "../words/english.ts";
import { parseRich } from "../words/rich-text.ts";
import { drawingOf } from "./drawing.ts";
import { aimOf, type Front, ownFront } from "./front.ts";
import { AuthorError, answerOf, type Brief, hasPlainCard, ownMarking, type Template } from "./template.ts";

export const diagram: Template = (brief) => {
  const { source, spec, template, fact } = brief;
  const drawing = source.drawings.get(spec.drawing ?? "");
  if (drawing === undefined) throw new AuthorError(`cards.${template}: no drawing "${spec.drawing ?? ""}"`);
  if (spec.covers === undefined) throw new AuthorError(`cards.${template}: needs covers: {part}`);
  const { front, ...marking } = ownFront(brief) ?? framed(brief);
  return {
    front,
    marking,
    answer: answerOf(brief),
    body: { type: "diagram", drawing: drawingOf(drawing), covered: spec.covers },
    unlockedBy: hasPlainCard(fact) ? [fact.id] : [],
  };
};

/**
 * Where to look and what kind of thing is covered; for the end of an arrow, what it joins.
 * @throws {AuthorError} when the kind alone does not leave one answer
 */
function framed(brief: Brief): Front {
  const { asks, asked, given, template } = brief;
  if (asks === "sign") {
    const text = directionQuestion(brief) ?? "Which way does the arrow with the covered end act?";
    return { front: parseRich(text), ...ownMarking(brief) };
  }
  const aim = aimOf(brief);
  if (aim.where.length > brief.spec.where.length)
    throw new AuthorError(
      `cards.${template}: "${aim.class.one}" leaves several answers: write a front, or give a kind`,
    );
  const kind = asked.plural ? aim.class.many : aim.class.one;
  const there = given.plural ? `the ${given.name}` : named(given);
  return { front: parseRich(`Look at ${there}: the name of which ${kind} is covered?`), ...aim };
}
