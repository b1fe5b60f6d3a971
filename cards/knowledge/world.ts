/**
 * The closed world: all that the deck teaches, and what is also true outside its source. A question has one right
 * answer, and a wrong option is wrong, only if this table says so.
 */
import type { Entity } from "../files/entity-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { RelationId } from "../relations/relation.ts";
import { type Classes, makeClasses } from "./classes.ts";

export type Query = readonly [string, RelationId, string];

export interface World {
  readonly entities: ReadonlyMap<string, Entity>;
  /** @param context where the question asks; what is only true elsewhere does not count. Without one, all counts. */
  holds(subject: string, relation: RelationId, object: string, context?: string): boolean;
  /** True when the deck says that it is false; a weaker claim that is false makes every stronger one false. */
  isFalse(subject: string, relation: RelationId, object: string): boolean;
  /** All entities that fit the open end `_` of a triple, in the order of entities.yaml. */
  fits(triple: Query, filter?: Filter): string[];
}

export interface Filter {
  /** The class or kind that a question names. */
  readonly kind?: string | undefined;
  /** Further triples with `_` that must hold as well. */
  readonly where?: readonly Query[];
  readonly context?: string | undefined;
}

interface True {
  readonly triple: Query;
  readonly context: string | undefined;
}

type Known = Pick<DeckSource, "entities" | "facts" | "alsoTrue" | "alsoFalse" | "relations" | "classes">;

export function makeWorld(source: Known, classes: Classes = makeClasses(source)): World {
  const { entails } = source.relations;
  /** By both ends, since every question is asked of every entity. */
  const between = new Map<string, True[]>();
  for (const one of [...source.facts.flatMap(truthsOf), ...source.alsoTrue.map(alsoTrue)]) {
    const ends = endsOf(one.triple[0], one.triple[2]);
    const before = between.get(ends);
    if (before === undefined) between.set(ends, [one]);
    else before.push(one);
  }
  const holds = (subject: string, relation: RelationId, object: string, context?: string): boolean =>
    (between.get(endsOf(subject, object)) ?? []).some(
      ({ triple: [, r], context: where }) =>
        entails(r, relation) && (context === undefined || where === undefined || where === context),
    );
  const fill = ([s, r, o]: Query, id: string, context?: string): boolean =>
    holds(s === "_" ? id : s, r, o === "_" ? id : o, context);
  return {
    entities: source.entities,
    holds,
    isFalse: (subject, relation, object) =>
      source.alsoFalse.some(([s, r, o]) => s === subject && o === object && entails(relation, r)),
    fits(triple, { kind, where = [], context } = {}) {
      return [...source.entities.values()]
        .filter((entity) => kind === undefined || classes.isA(entity, kind))
        .filter((entity) => fill(triple, entity.id, context) && where.every((each) => fill(each, entity.id)))
        .map((entity) => entity.id);
    },
  };
}

/** Ids hold no space. */
const endsOf = (subject: string, object: string): string => `${subject} ${object}`;

/** A fact with a sign of its own says as much as the relation of that name. */
function truthsOf({ triple, context, sign }: DeckSource["facts"][number]): True[] {
  const [subject, , object] = triple;
  return [{ triple, context }, ...(sign === undefined ? [] : [{ triple: [subject, sign, object] as const, context }])];
}

function alsoTrue([subject, relation, object, context]: DeckSource["alsoTrue"][number]): True {
  return { triple: [subject, relation, object], context };
}
