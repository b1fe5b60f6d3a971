/**
 * The closed world: all that the deck teaches, and what is also true outside its source. A question has one right
 * answer, and a wrong option is wrong, only if this table says so.
 */

import { entails, type RelationId } from "./relations.ts";
import type { Entity, Triple } from "./schema.ts";
import type { DeckSource } from "./source.ts";

export interface World {
  readonly entities: ReadonlyMap<string, Entity>;
  holds(subject: string, relation: RelationId, object: string): boolean;
  /** All entities that fit the open end `_` of a triple, in the order of entities.yaml. */
  fits(triple: readonly [string, RelationId, string], filter?: Filter): string[];
}

export interface Filter {
  /** The class or kind that a question names. */
  readonly kind?: string | undefined;
  /** Further triples with `_` that must hold as well. */
  readonly where?: readonly (readonly [string, RelationId, string])[];
}

export function makeWorld(source: Pick<DeckSource, "entities" | "facts" | "alsoTrue">): World {
  const triples: readonly Triple[] = [...source.facts.map((fact) => fact.triple), ...source.alsoTrue];
  const holds = (subject: string, relation: RelationId, object: string): boolean =>
    triples.some(([s, r, o]) => s === subject && o === object && entails(r, relation));
  const fill = ([s, r, o]: readonly [string, RelationId, string], id: string): boolean =>
    holds(s === "_" ? id : s, r, o === "_" ? id : o);
  return {
    entities: source.entities,
    holds,
    fits(triple, filter = {}) {
      return [...source.entities.values()]
        .filter((entity) => filter.kind === undefined || isA(entity, filter.kind))
        .filter((entity) => [triple, ...(filter.where ?? [])].every((each) => fill(each, entity.id)))
        .map((entity) => entity.id);
    },
  };
}

const isA = (entity: Entity, kind: string): boolean => entity.class === kind || entity.kinds.includes(kind);
