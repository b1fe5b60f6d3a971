/** What every card type gets and gives. A template only words and shapes; ids, order and siblings come later. */
import type { CardType, Option, PathwayStep, RichText } from "../../src/core/deck/deck.ts";
import type { Drawing } from "../../src/core/deck/drawing.ts";
import { type RelationId, relation } from "../relations.ts";
import { capitalise, parseRich } from "../rich-text.ts";
import type { CardSpec, Entity, Fact } from "../schema.ts";
import type { DeckSource } from "../source.ts";

export interface Brief {
  readonly source: DeckSource;
  readonly fact: Fact;
  /** The key under `cards:`, for ever the second half of the card's id. */
  readonly template: string;
  readonly spec: CardSpec;
  readonly asks: "subject" | "object";
  /** The entity that is the answer, and the one that the question gives. */
  readonly asked: Entity;
  readonly given: Entity;
}

/** What differs from type to type. */
export type Body =
  | { readonly type: Exclude<CardType, "choice" | "pathway" | "number" | "diagram"> }
  | { readonly type: "choice"; readonly options: readonly Option[] }
  | { readonly type: "pathway"; readonly steps: readonly PathwayStep[] }
  | {
      readonly type: "number";
      readonly accepts: { readonly min: number; readonly max: number; readonly unit: string };
    }
  | {
      readonly type: "diagram";
      readonly drawing: Drawing;
      readonly covered: { readonly part: string; readonly what: "label" | "sign" };
    };

export interface Shaped {
  readonly front: RichText;
  readonly answer: RichText;
  readonly body: Body;
  /** Facts to be answered right first. */
  readonly unlockedBy: readonly string[];
}
export type Template = (brief: Brief) => Shaped;

/** What the author left out and no template can invent. */
export class AuthorError extends Error {}

export const named = (entity: Entity): string => (entity.article ? `${entity.article} ${entity.name}` : entity.name);

export const verb = (id: RelationId, subject: Entity): string =>
  subject.plural ? relation(id).many : relation(id).one;

export function answerOf({ spec, asked }: Brief): RichText {
  return parseRich(spec.answer ?? capitalise(asked.name));
}

/** The answer as it reads inside the sentence that it completes. */
export function answerWithin({ spec, asked }: Brief): RichText {
  return parseRich(spec.answer ?? asked.name);
}

export function frontOf({ spec, template }: Brief, fallback?: string): RichText {
  const front = spec.front ?? fallback;
  if (front === undefined) throw new AuthorError(`cards.${template}: needs a front`);
  return parseRich(front);
}

/** True when some card of the fact can be met before any other card of it was answered. */
export const hasPlainCard = (fact: Fact): boolean => Object.keys(fact.cards).some(isPlain);
export const isPlain = (template: string): boolean => /^(forward|reverse|cloze|number)/.test(template);
export const typeOf = (template: string): CardType => template.split("-")[0] as CardType;
