/** The words of a question that nobody wrote: a frame for each relation and each end, filled from the fact. */
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Class } from "../knowledge/classes.ts";
import type { Query } from "../knowledge/world.ts";
import { either, named, type VerbPhrase, verbPhrase, withAlso, withArticle } from "../words/english.ts";
import { capitalise } from "../words/rich-text.ts";

/** `{class}` takes what marks the answer out with it; `{verb}` agrees with the answer, `{helper}` with the subject. */
const SUBJECT = "Which {class} {verb} {object}{context}?";
const OBJECT = "Which {class} {helper} {subject} {rest}{context}?";
/** Where the answer does something else as well: "Which hormone made mainly by osteocytes acts on the kidneys?" */
const TURNED = "Which {class} {done} {subject}{context} {does}?";

export interface Asking {
  readonly source: Pick<DeckSource, "relations" | "entities">;
  readonly fact: Fact;
  readonly asks: "subject" | "object";
  readonly asked: Entity;
  readonly given: Entity;
  readonly class: Class;
  readonly where: readonly Query[];
}

/** The whole question; null when the fact's hedge has no place in a frame. */
export function question(asking: Asking): string | null {
  const { source, fact, asks, asked, given } = asking;
  const relation = source.relations.get(fact.triple[1]);
  const subject = asks === "subject" ? asked : given;
  const verb = verbPhrase(relation, subject.plural, fact.hedge);
  if (verb === null) return null;
  const turned = turnedQuestion(asking);
  if (turned !== null) return turned;
  const frame = relation.asks?.[asks] ?? (asks === "subject" ? SUBJECT : OBJECT);
  return fill(frame, {
    ...verbSlots(verb),
    verb: asking.where.some(([end]) => end === "_") ? withAlso(verb.finite) : verb.finite,
    class: [
      asked.plural ? asking.class.many : asking.class.one,
      ...asking.where.map((each) => mark(asking, each)),
    ].join(" "),
    subject: named(given),
    object: nameIn(fact, given),
    context: contextSlot(fact),
  });
}

/** Only for a sure fact, and with one thing more that is said of the answer; else null. */
function turnedQuestion({ source, fact, asks, asked, given, class: kind, where }: Asking): string | null {
  const { done, asks: own } = source.relations.get(fact.triple[1]);
  const [mark, ...others] = where;
  if (asks !== "object" || done === undefined || own?.object !== undefined || fact.hedge !== undefined) return null;
  if (mark === undefined || mark[0] !== "_" || others.length > 0) return null;
  const { one, many } = source.relations.get(mark[1]);
  const object = source.entities.get(mark[2]);
  return fill(TURNED, {
    class: asked.plural ? kind.many : kind.one,
    done,
    subject: named(given),
    context: contextSlot(fact),
    does: `${asked.plural ? many : one} ${object === undefined ? "" : named(object)}`,
  });
}

/** Whether the frame of a question names a class at all. */
export const namesClass = ({ source, fact, asks }: Pick<Asking, "source" | "fact" | "asks">): boolean =>
  (source.relations.get(fact.triple[1]).asks?.[asks] ?? SUBJECT).includes("{class}");

/** "Osteoblasts or osteocytes: which make sclerostin?", the first of the two standing first in entities.yaml. */
export function eitherQuestion(asking: Omit<Asking, "class" | "where">, other: Entity): string | null {
  const { source, fact, asks, asked, given } = asking;
  const relation = source.relations.get(fact.triple[1]);
  const plural = asks === "subject" ? asked.plural && other.plural : given.plural;
  const verb = verbPhrase(relation, plural, fact.hedge);
  if (verb === null) return null;
  const both = [...source.entities.values()].filter(({ id }) => id === asked.id || id === other.id);
  const pair = either(both[0] ? named(both[0]) : "", both[1] ? named(both[1]) : "");
  const ask = asks === "subject" ? "which {verb} {given}{context}?" : "which {helper} {given} {rest}{context}?";
  return fill(`${capitalise(pair)}: ${ask}`, {
    ...verbSlots(verb),
    given: nameIn(fact, given),
    context: contextSlot(fact),
  });
}

/** "How does FGF23 change phosphate in the blood?" */
export function directionQuestion({ source, fact }: Pick<Asking, "source" | "fact">): string | null {
  const [subject, object] = [source.entities.get(fact.triple[0]), source.entities.get(fact.triple[2])];
  if (subject === undefined || object === undefined) return null;
  const verb = verbPhrase(source.relations.get(fact.triple[1]), subject.plural, fact.hedge);
  if (verb === null) return null;
  return fill("How {helper} {subject} {to}change {object}{context}?", {
    ...verbSlots(verb),
    helper: /^(is|are)$/.test(verb.helper) && verb.to === "" ? (subject.plural ? "do" : "does") : verb.helper,
    subject: named(subject),
    object: named(object),
    context: contextSlot(fact),
  });
}

/** The fact as a plain sentence: for tables that come without one. */
export function sentence(
  { relations }: Pick<DeckSource, "relations">,
  fact: Pick<Fact, "triple" | "hedge" | "context">,
  subject: Entity,
  object: Entity,
): string {
  const relation = relations.get(fact.triple[1]);
  const verb = verbPhrase(relation, subject.plural, fact.hedge)?.finite ?? relation.one;
  return fill("{subject} {verb} {object}{context}.", {
    subject: named(subject),
    verb,
    object: nameIn(fact, object),
    context: contextSlot(fact),
  });
}

/** What something is takes "a" or "an": "which rock is an igneous rock?" */
function nameIn({ triple }: Pick<Fact, "triple">, entity: Entity): string {
  if (triple[1] !== "is-a" || entity.id !== triple[2] || entity.plural || entity.article) return named(entity);
  return withArticle(entity.name);
}

const verbSlots = ({ helper, to, rest, finite }: VerbPhrase) => ({ helper, to, rest, verb: finite });

/** English lets where, when and in whom stand at the end of nearly every question. */
const contextSlot = ({ context }: Pick<Fact, "context">): string => (context === undefined ? "" : ` ${context}`);

/** "made by osteocytes", "that acts on the kidneys": what is true of the answer alone. */
function mark({ source, asked }: Asking, [subject, id, object]: Query): string {
  const relation = source.relations.get(id);
  const other = source.entities.get(subject === "_" ? object : subject);
  const name = other === undefined ? "" : named(other);
  if (subject === "_") return `that ${asked.plural ? relation.many : relation.one} ${name}`;
  return `${relation.done ?? ""} ${name}`;
}

function fill(frame: string, slots: Readonly<Record<string, string>>): string {
  return capitalise(
    frame
      .replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? "")
      .replace(/ {2,}/g, " ")
      .replace(/ (?=[?.])/g, "")
      .trimStart(),
  );
}
