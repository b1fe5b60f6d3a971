/**
 * What facts can say. Every relation keeps both verb forms, since adding "s" makes "osteocytes makes" and "discusss".
 * A deck may add its own in relations.yaml; those of `BASE` are there for every deck.
 */
import type { Sign } from "../../src/core/deck/deck.ts";
import { BASE } from "./base.ts";
import type { Relation, RelationId } from "./relation.ts";

/** The relations that a deck can use. */
export interface Relations {
  has(id: RelationId): boolean;
  /** @throws for an id that it has not */
  get(id: RelationId): Relation;
  /** True when a triple with `stronger` makes the same triple with `weaker` true. */
  entails(stronger: RelationId, weaker: RelationId): boolean;
  /** The relation that a question really asks for: "makes" takes in more than "is the main maker of". */
  asAsked(id: RelationId, question: string): RelationId;
  /**
   * The relation as a reader takes it who does not weigh verbs: to inhibit, slow and suppress are all to lower, so what
   * is only said to be lowered answers "what does it inhibit?" too.
   */
  loosely(id: RelationId): RelationId;
  /** Which way the subject of such a triple moves its object, as far as the relation says. */
  signOf(id: RelationId): Sign;
}

export function makeRelations(own: Readonly<Record<RelationId, Relation>> = {}): Relations {
  const all = new Map<RelationId, Relation>([...Object.entries(BASE), ...Object.entries(own)]);
  const get = (id: RelationId): Relation => {
    const found = all.get(id);
    if (found === undefined) throw new Error(`no relation "${id}"`);
    return found;
  };
  const entails = (stronger: RelationId, weaker: RelationId): boolean =>
    stronger === weaker || (get(stronger).entails ?? []).some((next) => entails(next, weaker));
  return {
    has: (id) => all.has(id),
    get,
    entails,
    asAsked(id, question) {
      const { weakerUnlessMain: weaker } = get(id);
      const says = /\b(main|mainly|chief|chiefly|best known|most)\b/i.test(question);
      return weaker === undefined || says ? id : weaker;
    },
    loosely(id) {
      const { direction } = get(id);
      const loose = direction === "up" ? "raises" : direction === "down" ? "lowers" : id;
      return entails(id, loose) ? loose : id;
    },
    signOf(id) {
      const { direction, regulates } = get(id);
      if (direction !== undefined) return direction === "up" ? "raises" : "lowers";
      return regulates === true ? "regulates" : null;
    },
  };
}
