/** The classes that questions pick their answers from: "Which hormone …" picks one of the hormones. */
import type { Entity } from "../files/entity-files.ts";
import type { DeckSource } from "../files/source.ts";
import { pluralOf } from "../words/english.ts";

export interface Class {
  readonly id: string;
  /** "hormone", "hormones". */
  readonly one: string;
  readonly many: string;
  /** In the order of entities.yaml. */
  readonly members: readonly Entity[];
}

export interface Classes {
  isA(entity: Entity, id: string): boolean;
  /** A class by its id; one that nobody is in has no members. */
  get(id: string): Class;
  /** The classes of an entity that a question may name, the narrowest first. */
  of(entity: Entity): Class[];
}

export function makeClasses({ entities, classes }: Pick<DeckSource, "entities" | "classes">): Classes {
  const listed = new Map(classes.map((each) => [each.id, each]));
  /** A class and all that hold it. */
  const upward = (id: string, trail: readonly string[] = []): string[] => {
    const within = listed.get(id)?.within;
    if (within === undefined || trail.includes(id)) return [id];
    return [id, ...upward(within, [...trail, id])];
  };
  const known = new Map<Entity, ReadonlySet<string>>();
  const idsOf = (entity: Entity): ReadonlySet<string> => {
    const ids = known.get(entity) ?? new Set([...entity.kinds, entity.class].flatMap((id) => upward(id)));
    known.set(entity, ids);
    return ids;
  };
  const members = new Map<string, Entity[]>();
  for (const entity of entities.values())
    for (const id of idsOf(entity)) members.set(id, [...(members.get(id) ?? []), entity]);
  const get = (id: string): Class => {
    const { one = id, many = pluralOf(one) } = listed.get(id) ?? {};
    return { id, one, many, members: members.get(id) ?? [] };
  };
  return {
    isA: (entity, id) => idsOf(entity).has(id),
    get,
    of: (entity) =>
      [...idsOf(entity)]
        .filter((id) => listed.get(id)?.asked !== false)
        .map(get)
        .sort((a, b) => a.members.length - b.members.length),
  };
}
