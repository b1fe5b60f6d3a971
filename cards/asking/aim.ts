/**
 * How a question marks its answer out: the narrowest natural class of which the learner knows three members, and where
 * that leaves more than one answer, one thing more that is true of the answer alone. The closed world is the proof.
 */
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import type { Class, Classes } from "../knowledge/classes.ts";
import type { Query, World } from "../knowledge/world.ts";
import type { Relations } from "../relations/relations.ts";
import { contentStems } from "../words/rich-text.ts";
import type { Met } from "./met.ts";

/** With fewer, a class names its member instead of asking for it. */
export const FEWEST_MEMBERS = 3;

export interface Aim {
  readonly class: Class;
  /** What the question says of its answer beside the fact; empty where the class is enough. */
  readonly where: readonly Query[];
}

export interface Surroundings {
  readonly world: World;
  readonly classes: Classes;
  readonly met: Met;
  readonly relations: Relations;
  /** Words that give nothing away, as stems. */
  readonly common: ReadonlySet<string>;
}

/** The members of a class that a question of this fact can count on; the fact's own entities are among them. */
export const knownMembers = ({ members }: Class, fact: Fact, met: Met): Entity[] =>
  members.filter(({ id }) => met.toChooseFrom(fact).has(id));

/**
 * @param query the triple with `_` for the answer
 * @param also further triples that the question says anyway
 * @returns the aim, or why there is none
 */
export function takeAim(
  { world, classes, met, common, relations }: Surroundings,
  fact: Fact,
  asked: Entity,
  query: Query,
  also: readonly Query[] = [],
): Aim | string {
  /** "made by osteocytes" is said of an object only where the verb has that form. */
  const canBeSaid = ([subject, id]: Query): boolean => subject === "_" || relations.get(id).done !== undefined;
  const natural = classes
    .of(asked)
    .filter((each) => knownMembers(each, fact, met).length >= FEWEST_MEMBERS && !tells(each, asked, common));
  if (natural.length === 0) {
    return `no class of "${asked.name}" has ${FEWEST_MEMBERS} members that the learner has met`;
  }
  const right = (kind: string, where: readonly Query[]): string[] =>
    world.fits(query, { kind, where: [...also, ...where], context: fact.context });
  const isProved = (kind: string, where: readonly Query[]): boolean => right(kind, where).join(" ") === asked.id;
  for (const each of natural) if (isProved(each.id, [])) return { class: each, where: [] };
  const more = marksOf(asked, fact, met).filter(canBeSaid);
  for (const each of natural) {
    for (const mark of more) if (isProved(each.id, [mark])) return { class: each, where: [mark] };
  }
  const widest = natural.at(-1);
  return `"${right(widest?.id ?? "", []).join('", "')}" all answer it, and nothing taught before parts them`;
}

/** What earlier facts say of an entity, without its name. */
function marksOf(asked: Entity, fact: Fact, met: Met): Query[] {
  const given = new Set([fact.triple[0], fact.triple[2]]);
  return met.before(fact).flatMap(({ triple: [subject, relation, object], hedge, context }): Query[] => {
    if (hedge !== undefined || context !== undefined) return [];
    if (object === asked.id && !given.has(subject)) return [[subject, relation, "_"]];
    return subject === asked.id && !given.has(object) ? [["_", relation, object]] : [];
  });
}

/** True when the noun of the class holds a word of the answer's names. */
function tells({ one }: Class, { name, aka }: Entity, common: ReadonlySet<string>): boolean {
  const names = new Set([name, ...aka].flatMap(contentStems));
  return contentStems(one).some((stem) => names.has(stem) && !common.has(stem));
}
