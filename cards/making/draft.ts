/** A card on its way: what will be shown, and where each part of it comes from, so that rules can judge it. */
import type { RichText } from "../../src/core/deck/deck.ts";
import { type CardId, cardId, factId } from "../../src/core/ids.ts";
import type { Surroundings } from "../asking/aim.ts";
import type { CardSpec } from "../files/card-spec.ts";
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import { type Problem, tell } from "../files/problems.ts";
import type { DeckSource } from "../files/source.ts";
import type { Query } from "../knowledge/world.ts";
import type { RelationId } from "../relations/relation.ts";
import { TEMPLATES, USUAL_ENDS } from "../templates/index.ts";
import { AuthorError, type Brief, type Shaped, typeOf } from "../templates/template.ts";
import { headOfNoun, isSaid, named, verbPhrase, withObject } from "../words/english.ts";
import { holdsWords, parseRich, plain } from "../words/rich-text.ts";
import { type Reason, reasonOf } from "./reasons.ts";

export interface Draft extends Brief, Omit<Shaped, "marking" | "wrong"> {
  readonly id: CardId;
  /** `fact/template`, as authors write it. */
  readonly name: string;
  /** The id of the class or narrower kind of the answer that the question names. */
  readonly kind: string;
  /** What the question says of its answer beside that, whoever chose it. */
  readonly where: readonly Query[];
  /** The wrong options of a choice, whoever chose them. */
  readonly wrong: CardSpec["wrong"];
  /** Where the question asks; null when it names no context. */
  readonly context: string | null;
  /** The front is a frame's: no author wrote it. */
  readonly isFramed: boolean;
  /** Why, as it is shown; begins with a label when it is background. */
  readonly reason: RichText;
  /** The same without the label. */
  readonly reasonText: string;
  readonly reasonFrom: Reason["from"];
}

/** Shapes every card of every fact. Problems are collected in `problems`, and the card is left out. */
export function draftCards(source: DeckSource, around: Surroundings, problems: string[]): Draft[] {
  return source.facts.flatMap((fact) =>
    Object.entries(fact.cards).flatMap(([template, spec]) => {
      try {
        return [draftCard(source, around, fact, template, spec)];
      } catch (cause) {
        if (!(cause instanceof Error)) throw cause;
        const problem: Problem = {
          file: `facts/${fact.chapter}.yaml`,
          where: `fact "${fact.id}"`,
          message: cause.message,
        };
        problems.push(tell(problem));
        return [];
      }
    }),
  );
}

/** @throws {AuthorError} when something is missing that no template can invent, or no fair question is to be had */
export function draftCard(
  source: DeckSource,
  around: Surroundings,
  fact: Fact,
  template: string,
  spec: CardSpec,
): Draft {
  const asks = spec.asks ?? usualEnd(template);
  const ends = asks === "sign" ? signEnds(source, fact) : endsOf(source, fact, asks);
  if (ends === null) throw new AuthorError(`cards.${template}: the fact has no direction to ask for`);
  const reason = reasonOf(source, fact, spec, `cards.${template}`);
  const { asked, given } = ends;
  const [subject, relation, object] = fact.triple;
  const query = (link: RelationId): Query => (asks === "subject" ? ["_", link, object] : [subject, link, "_"]);
  const brief: Brief = {
    source,
    around,
    fact,
    template,
    spec,
    asks,
    asked,
    given,
    query: query(source.relations.loosely(relation)),
  };
  const { marking, wrong = [], ...shaped } = TEMPLATES[typeOf(template)](brief);
  const front = plain(shaped.front);
  return {
    ...brief,
    ...shaped,
    id: cardId(factId(source.id, fact.id), template),
    name: `${fact.id}/${template}`,
    query: query(source.relations.loosely(source.relations.asAsked(relation, front))),
    kind: marking.class.id,
    where: marking.where,
    wrong,
    context: fact.context !== undefined && holdsWords(front, fact.context) ? fact.context : null,
    isFramed: spec.front === undefined,
    reason: parseRich(reason.from === "background" ? `*${source.deck.backgroundLabel}:* ${reason.text}` : reason.text),
    reasonText: plain(parseRich(reason.text)),
    reasonFrom: reason.from,
  };
}

const usualEnd = (template: string): Brief["asks"] =>
  /-direction\b/.test(template) ? "sign" : USUAL_ENDS[typeOf(template)];

type Ends = Pick<Brief, "asked" | "given">;

function endsOf({ entities }: DeckSource, { triple }: Fact, asks: "subject" | "object"): Ends | null {
  const asked = entities.get(triple[asks === "subject" ? 0 : 2]);
  const given = entities.get(triple[asks === "subject" ? 2 : 0]);
  return asked === undefined || given === undefined ? null : { asked, given };
}

/** The answer to "How does X change Y?" is no entity of the deck, so one is made: "It lowers the risk". */
function signEnds({ entities, relations }: DeckSource, { triple, sign, hedge }: Fact): Ends | null {
  const way = sign ?? relations.signOf(triple[1]);
  const [subject, object] = [entities.get(triple[0]), entities.get(triple[2])];
  if (subject === undefined || object === undefined || way === null || way === "regulates") return null;
  const says = relations.get(sign !== undefined && relations.signOf(triple[1]) === "regulates" ? sign : triple[1]);
  // "How is X reported to change Y?" "It lowers Y": who reports it, the question has said.
  const verb = verbPhrase(says, subject.plural, isSaid(hedge) ? undefined : hedge)?.finite ?? says.one;
  const name = `${subject.plural ? "they" : "it"} ${withObject(verb, headOfNoun(named(object)))}`;
  const asked: Entity = {
    id: way,
    name,
    class: "direction",
    plural: false,
    article: undefined,
    aka: [],
    kinds: [],
    everyday: true,
    says: undefined,
    madeInBone: undefined,
  };
  return { asked, given: subject };
}

/** All that a person sees before the answer: the question, options, the labels of a pathway. */
function shownBefore(draft: Draft): string[] {
  const { body } = draft;
  if (body.type === "choice") return [plain(draft.front), ...body.options.map((option) => plain(option.text))];
  if (body.type === "pathway") return [plain(draft.front), ...body.steps.map((step) => plain(step.label))];
  return [plain(draft.front)];
}

/** The answer, the reason, and why each option is right or wrong. */
function shownAfter({ answer, reasonText, body }: Draft): string[] {
  const whys = body.type === "choice" ? body.options.map((option) => plain(option.why)) : [];
  return [plain(answer), reasonText, ...whys];
}

/** Everything that the card ever shows, the note included. */
export function shownAtAll(draft: Draft): string[] {
  const note = draft.fact.note === undefined ? undefined : draft.source.notes[draft.fact.note];
  return [...shownBefore(draft), ...shownAfter(draft), ...(note === undefined ? [] : [plain(parseRich(note.text))])];
}
