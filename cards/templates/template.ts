/** What every card type gets and gives. A template only words and shapes; ids, order and siblings come later. */
import type { CardBody, CardType, RichText } from "../../src/core/deck/deck.ts";
import type { Surroundings } from "../asking/aim.ts";
import type { CardSpec } from "../files/card-spec.ts";
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Class } from "../knowledge/classes.ts";
import type { Query } from "../knowledge/world.ts";
import type { Relation } from "../relations/relation.ts";
import { capitalise, parseRich } from "../words/rich-text.ts";

export interface Brief {
  readonly source: DeckSource;
  readonly around: Surroundings;
  readonly fact: Fact;
  /** The key under `cards:`, for ever the second half of the card's id. */
  readonly template: string;
  readonly spec: CardSpec;
  readonly asks: "subject" | "object" | "sign";
  /** The entity that is the answer, and the one that the question gives. */
  readonly asked: Entity;
  readonly given: Entity;
  /** The triple with `_` for the answer. */
  readonly query: Query;
}

/** What a question says of its answer, beside the fact. */
export interface Marking {
  /** The class that it names, or would have to name; see rule Q2. */
  readonly class: Class;
  readonly where: readonly Query[];
}

export interface Shaped {
  readonly front: RichText;
  readonly answer: RichText;
  readonly body: CardBody;
  readonly marking: Marking;
  /** The wrong options, whoever chose them. */
  readonly wrong?: CardSpec["wrong"];
  /** Facts to be answered right first. */
  readonly unlockedBy: readonly string[];
}
export type Template = (brief: Brief) => Shaped;

/** What the author left out and no template can invent. */
export class AuthorError extends Error {}

export const verb = ({ one, many }: Relation, subject: Entity): string => (subject.plural ? many : one);

export function answerOf({ spec, asked }: Brief): RichText {
  return parseRich(spec.answer ?? capitalise(asked.name));
}

/** The marking of a question that an author worded: what its entry says, and the class of its answer. */
export const ownMarking = ({ around, spec, asked }: Brief): Marking => ({
  class: around.classes.get(spec.kind ?? asked.class),
  where: spec.where,
});

/** True when some card of the fact can be met before any other card of it was answered. */
export const hasPlainCard = (fact: Fact): boolean => Object.keys(fact.cards).some(isPlain);
export const isPlain = (template: string): boolean => /^(forward|reverse|cloze|number)/.test(template);
export const typeOf = (template: string): CardType => template.split("-")[0] as CardType;
