/** What a rule is: it looks at the finished deck and names each card that breaks it. */
import type { Surroundings } from "../asking/aim.ts";
import type { Entity } from "../files/entity-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Content } from "../generate.ts";
import type { World } from "../knowledge/world.ts";
import type { Draft } from "../making/draft.ts";
import { namesOf } from "../words/english.ts";
import { contentStems, holdsWords, mentions, plain } from "../words/rich-text.ts";
import type { Text } from "./texts.ts";

export interface Context {
  readonly source: DeckSource;
  readonly around: Surroundings;
  readonly world: World;
  readonly drafts: readonly Draft[];
  readonly deck: Content;
  /** Every text that a learner can see. */
  readonly texts: readonly Text[];
}

export interface Finding {
  /** Q1 to Q20, or `ids` and `coverage`. */
  readonly rule: string;
  /** A card's id, or the fact's or the deck's where no card is meant. */
  readonly at: string;
  readonly message: string;
  /** `fail` keeps the deck from being built; `read` asks a person to look. */
  readonly level: "fail" | "read";
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  /** What a person has to judge, where a program cannot. */
  readonly read?: string;
  readonly check: (context: Context) => Finding[];
}

/** A rule that looks at one text at a time; a finding names what the text belongs to. */
export function perText(id: string, look: (text: Text, say: Say, context: Context) => void): Rule["check"] {
  return (context) =>
    context.texts.flatMap((text) => {
      const findings: Finding[] = [];
      look(text, (message, level = "fail") => findings.push({ rule: id, at: text.of, message, level }), context);
      return findings;
    });
}

export type Say = (message: string, level?: Finding["level"]) => void;

/** A rule that looks at one card at a time. */
export function perCard(
  id: string,
  title: string,
  look: (draft: Draft, say: Say, context: Context) => void,
  read?: string,
): Rule {
  const check = (context: Context): Finding[] => {
    const findings: Finding[] = [];
    for (const draft of context.drafts) {
      look(draft, (message, level = "fail") => findings.push({ rule: id, at: draft.name, message, level }), context);
    }
    return findings;
  };
  return { id, title, check, ...(read === undefined ? {} : { read }) };
}

export const frontText = (draft: Draft): string => plain(draft.front);
export const answerText = (draft: Draft): string => plain(draft.answer);

/** The question, and all of a pathway that is drawn beside it. Options are not part of what is asked. */
export const askedText = (draft: Draft): string =>
  [frontText(draft), ...(draft.body.type === "pathway" ? draft.body.steps.map((step) => plain(step.label)) : [])].join(
    " ",
  );

/** The sentence that asks. */
export const lastSentence = (text: string): string => text.split(/(?<=[.?!])\s+/).at(-1) ?? text;

/** True when the text names the entity, or holds every meaningful word of its name. */
export function speaksOf(text: string, entity: Entity): boolean {
  return namesOf(entity).some((name) => mentions(text, name) || holdsWords(text, name));
}

/**
 * True when `text`, as the answer to `question`, means the entity: it has no word that the entity's names lack, and
 * where it names another entity, it and the question together make one of the names. "Loss" means bone loss; "bone" does not.
 */
export function means(text: string, question: string, entity: Entity, all: Iterable<Entity>): boolean {
  const own = new Set(namesOf(entity).flatMap(contentStems));
  const said = contentStems(text);
  if (said.length === 0 || !said.every((stem) => own.has(stem))) return false;
  const completed = namesOf(entity).some(
    (name) => holdsWords(`${question} ${text}`, name) && contentStems(name).some((stem) => said.includes(stem)),
  );
  return (
    completed || speaksOf(text, entity) || ![...all].some((other) => other.id !== entity.id && speaksOf(text, other))
  );
}
