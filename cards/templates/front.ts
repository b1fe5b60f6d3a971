/** The question of a card: the author's own words, or those of a frame with the proof that one answer is left. */
import type { RichText } from "../../src/core/deck/deck.ts";
import { takeAim } from "../asking/aim.ts";
import { directionQuestion, namesClass, question } from "../asking/frames.ts";
import type { Query } from "../knowledge/world.ts";
import { parseRich } from "../words/rich-text.ts";
import { AuthorError, type Brief, type Marking, ownMarking } from "./template.ts";

export interface Front extends Marking {
  readonly front: RichText;
}

/** The author's front, if there is one. */
export function ownFront(brief: Brief): Front | null {
  const { front } = brief.spec;
  return front === undefined ? null : { front: parseRich(front), ...ownMarking(brief) };
}

/** @throws {AuthorError} when there is no front and no frame can ask the fact fairly */
export function frontOf(brief: Brief): Front {
  return ownFront(brief) ?? framedFront(brief);
}

function framedFront(brief: Brief): Front {
  const { source, fact, asks, asked, given, template } = brief;
  if (asks === "sign") {
    const text = directionQuestion(brief);
    if (text === null) throw new AuthorError(noPlace(brief));
    return { front: parseRich(text), ...ownMarking(brief) };
  }
  const aim = namesClass({ source, fact, asks }) ? aimOf(brief) : { ...ownMarking(brief), where: [] };
  const text = question({ source, fact, asks, asked, given, class: aim.class, where: aim.where });
  if (text === null) throw new AuthorError(noPlace(brief));
  if (!namesClass({ source, fact, asks })) {
    const right = brief.around.world.fits(brief.query, { context: fact.context });
    if (right.length > 1) throw new AuthorError(`cards.${template}: "${right.join('", "')}" all answer it`);
  }
  return { front: parseRich(text), ...aim };
}

/**
 * The class and the marks that leave one answer; an author may name the class.
 * @throws {AuthorError} when there is no such
 */
export function aimOf({ around, fact, asked, query, spec, template }: Brief, also: readonly Query[] = []): Marking {
  if (spec.kind !== undefined) return { class: around.classes.get(spec.kind), where: spec.where };
  const aim = takeAim(around, fact, asked, query, [...also, ...spec.where]);
  if (typeof aim === "string") throw new AuthorError(`cards.${template}: ${aim}`);
  return { class: aim.class, where: [...spec.where, ...aim.where] };
}

export const noPlace = ({ fact, template }: Brief): string =>
  `cards.${template}: no frame has a place for the hedge "${fact.hedge ?? ""}": write a front, with override: hedge`;
