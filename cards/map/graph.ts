/** From the facts of a built deck to the entities and lines of one sheet of its map. */
import type { Deck, Entity, Fact } from "../../src/core/deck/deck.ts";
import type { EntityId, FactId } from "../../src/core/ids.ts";
import type { MapEnd, MapKind } from "../../src/core/map/deck-map.ts";
import type { Plan } from "./plan.ts";

export interface GraphNode {
  readonly id: EntityId;
  readonly kind: MapKind;
  readonly name: string;
  readonly inside: boolean;
}

export interface GraphEdge {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly end: MapEnd;
  /** The verb where the end does not say all; empty elsewhere. */
  readonly words: string;
  readonly facts: readonly FactId[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type Drawn = Pick<Deck, "id" | "entities" | "relations" | "facts" | "cards">;

const SIGN_ENDS = { raises: "arrow", lowers: "bar", regulates: "dot" } as const;

/** The facts that the map draws: those that some card asks, since a line is as strong as the cards that teach it. */
export function askedFacts({ facts, cards }: Pick<Deck, "facts" | "cards">): readonly Fact[] {
  const asked = new Set(cards.map(({ fact }) => fact));
  return facts.filter(({ id }) => asked.has(id));
}

/** The entities of some facts and the lines between them: several facts of one pair are one line. */
export function graphOf(deck: Drawn, facts: readonly Fact[], plan: Plan): Graph {
  const byPair = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.triple.subject} ${fact.triple.object}`;
    byPair.set(key, [...(byPair.get(key) ?? []), fact]);
  }
  const entities = new Map(deck.entities.map((entity) => [entity.id, entity]));
  const touched = new Set(facts.flatMap(({ triple }) => [triple.subject, triple.object]));
  const holds = new Set(plan.container.holds.map((name) => `${deck.id}/${name}`));
  return {
    nodes: [...touched].flatMap((id) => {
      const entity = entities.get(id);
      return entity ? [{ id, kind: kindOf(entity, plan), name: entity.name, inside: holds.has(id) }] : [];
    }),
    edges: [...byPair.values()].flatMap((own) => edgeOf(deck, plan, entities, own) ?? []),
  };
}

function kindOf({ class: name }: Pick<Entity, "class">, { kinds }: Plan): MapKind {
  for (const kind of ["cell", "signal", "organ", "substance", "effect", "condition"] as const) {
    if (kinds[kind].includes(name)) return kind;
  }
  return "other";
}

function edgeOf(
  deck: Drawn,
  plan: Plan,
  entities: ReadonlyMap<EntityId, Entity>,
  facts: readonly Fact[],
): GraphEdge | null {
  const [first] = facts;
  if (!first) return null;
  const { subject: from, object: to } = first.triple;
  const end = endOf(deck, facts);
  const told = end === "open" ? wordsOf(deck, plan, entities.get(from), first) : "";
  return { from, to, end, words: told, facts: facts.map(({ id }) => id) };
}

/** What raises or lowers says more than what regulates; what does both regulates. */
function endOf({ relations }: Pick<Drawn, "relations">, facts: readonly Fact[]): MapEnd {
  const signs = new Set(facts.map(({ sign }) => sign));
  if (signs.has("raises") && signs.has("lowers")) return "dot";
  for (const sign of ["raises", "lowers", "regulates"] as const) if (signs.has(sign)) return SIGN_ENDS[sign];
  const shapes = facts.map(({ triple }) => relations.find(({ id }) => id === triple.relation)?.shape);
  return shapes.includes("bar") ? "bar" : shapes.includes("dot") ? "dot" : "open";
}

function wordsOf(
  { relations }: Pick<Drawn, "relations">,
  { words }: Pick<Plan, "words">,
  from: Entity | undefined,
  { triple, hedge }: Fact,
): string {
  const relation = relations.find(({ id }) => id === triple.relation);
  const short = words[triple.relation];
  const modal = /^(may|can)$/.exec(hedge ?? "")?.[0];
  if (modal) return `${modal} ${relation?.many ?? triple.relation}`;
  return short ?? (from?.plural ? relation?.many : relation?.one) ?? triple.relation;
}
