/** A card on its way: what will be shown, and where each part of it comes from, so that rules can judge it. */
import type { RichText } from "../src/core/deck/deck.ts";
import { type CardId, cardId, factId } from "../src/core/ids.ts";
import { type Problem, tell } from "./problems.ts";
import { asAsked, type RelationId } from "./relations.ts";
import { parseRich, plain } from "./rich-text.ts";
import type { Fact } from "./schema.ts";
import type { DeckSource } from "./source.ts";
import { TEMPLATES } from "./templates/index.ts";
import { AuthorError, type Brief, type Shaped, typeOf } from "./templates/template.ts";

export interface Draft extends Brief, Shaped {
  readonly id: CardId;
  /** `fact/template`, as authors write it. */
  readonly name: string;
  /** The triple with `_` at the end that is asked for. */
  readonly query: readonly [string, RelationId, string];
  /** The class or narrower kind of the answer that the question names. */
  readonly kind: string;
  /** Why, as it is shown; begins with a label when it is background. */
  readonly reason: RichText;
  /** The same without the label. */
  readonly reasonText: string;
}

/** Shapes every card of every fact. Problems are collected in `problems`, and the card is left out. */
export function draftCards(source: DeckSource, problems: string[]): Draft[] {
  return source.facts.flatMap((fact) =>
    Object.keys(fact.cards).flatMap((template) => {
      try {
        return [draftCard(source, fact, template)];
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

function draftCard(source: DeckSource, fact: Fact, template: string): Draft {
  const spec = fact.cards[template];
  const type = typeOf(template);
  const [subject, relation, object] = fact.triple;
  const asks = spec?.asks ?? (type === "reverse" ? "subject" : "object");
  const asked = source.entities.get(asks === "subject" ? subject : object);
  const given = source.entities.get(asks === "subject" ? object : subject);
  if (spec === undefined || asked === undefined || given === undefined)
    throw new AuthorError(`cards.${template}: is empty`);
  const own = spec.reason === undefined ? spec.background : spec.reason;
  const reasonText = own ?? fact.why;
  if (reasonText === undefined) throw new AuthorError(`cards.${template}: needs a reason or background`);
  if (spec.reason !== undefined && spec.background !== undefined) {
    throw new AuthorError(`cards.${template}: has both a reason and background; which is it?`);
  }
  const brief: Brief = { source, fact, template, spec, asks, asked, given };
  const shaped = TEMPLATES[type](brief);
  const asking = asAsked(relation, plain(shaped.front));
  return {
    ...brief,
    ...shaped,
    id: cardId(factId(source.id, fact.id), template),
    name: `${fact.id}/${template}`,
    query: asks === "subject" ? ["_", asking, object] : [subject, asking, "_"],
    kind: spec.kind ?? asked.class,
    reason: parseRich(spec.background === undefined ? reasonText : `*${source.deck.backgroundLabel}:* ${reasonText}`),
    reasonText: plain(parseRich(reasonText)),
  };
}

/** All that a person sees before the answer: the question, options, the labels of a pathway. */
export function shownBefore(draft: Draft): string[] {
  const { body } = draft;
  if (body.type === "choice") return [plain(draft.front), ...body.options.map((option) => plain(option.text))];
  if (body.type === "pathway") return [plain(draft.front), ...body.steps.map((step) => plain(step.label))];
  return [plain(draft.front)];
}

/** The answer, the reason, and why each option is right or wrong. */
export function shownAfter({ answer, reasonText, body }: Draft): string[] {
  const whys = body.type === "choice" ? body.options.map((option) => plain(option.why)) : [];
  return [plain(answer), reasonText, ...whys];
}

/** Everything that the card ever shows, the note included. */
export function shownAtAll(draft: Draft): string[] {
  const note = draft.fact.note === undefined ? undefined : draft.source.notes[draft.fact.note];
  return [...shownBefore(draft), ...shownAfter(draft), ...(note === undefined ? [] : [plain(parseRich(note.text))])];
}
