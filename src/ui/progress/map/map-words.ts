import type { EntityId, FactId } from "../../../core/ids.ts";
import type { MapEdge, MapKind, MapNode, MapSheet } from "../../../core/map/deck-map.ts";
import { namelessNodes } from "../../../core/map/hidden.ts";
import { type LineState, lineState, type MapFact } from "../../../core/map/line-state.ts";
import { type MessageKey, plural, t } from "../../../platform/i18n.ts";
import type { KnownMap } from "../../../session/progress/read-map.ts";

/** What is looked at more closely: an entity, or a line by its two ends. */
export type Picked =
  | { readonly kind: "node"; readonly id: EntityId }
  | { readonly kind: "edge"; readonly from: EntityId; readonly to: EntityId };

/** Whether this line is what is picked. */
export const isPickedEdge = (picked: Picked | null, { from, to }: Pick<MapEdge, "from" | "to">): boolean =>
  picked?.kind === "edge" && picked.from === from && picked.to === to;

/** A line with how it stands today. */
export interface KnownEdge {
  readonly edge: MapEdge;
  readonly state: LineState;
}

/** A sheet with all that its drawing and its words need. */
export interface KnownSheet {
  readonly sheet: MapSheet;
  readonly edges: readonly KnownEdge[];
  readonly nameless: ReadonlySet<EntityId>;
  readonly facts: ReadonlyMap<FactId, MapFact>;
  readonly statements: KnownMap["map"]["statements"];
}

/** A sheet as it stands today. */
export function knownSheet({ map, facts }: KnownMap, sheet: MapSheet): KnownSheet {
  return {
    sheet,
    edges: sheet.edges.map((edge) => ({ edge, state: lineState(edge, facts) })),
    nameless: namelessNodes(sheet, facts),
    facts,
    statements: map.statements,
  };
}

const KIND_NAMES = {
  cell: "mapKindCell",
  signal: "mapKindSignal",
  organ: "mapKindOrgan",
  substance: "mapKindSubstance",
  effect: "mapKindEffect",
  condition: "mapKindCondition",
  other: "mapKindOther",
} as const satisfies Record<MapKind, MessageKey>;

/** What an entity is, for the legend and for being read out. */
export const kindName = (kind: MapKind): string => t(KIND_NAMES[kind]);

/** Its name, or that it has none today. */
export const nodeName = ({ id, lines }: MapNode, nameless: ReadonlySet<EntityId>): string =>
  nameless.has(id) ? t("mapNameless") : lines.join(" ");

/** An entity as it is read out: name, kind, whether it is inside, how many lines. */
export function nodeText({ sheet, nameless }: KnownSheet, node: MapNode): string {
  const count = sheet.edges.filter(({ from, to }) => from === node.id || to === node.id).length;
  const name = nodeName(node, nameless);
  const kind = kindName(node.kind);
  return node.inside && sheet.container
    ? plural("mapNodeInside", count, name, kind, sheet.container.title)
    : plural("mapNode", count, name, kind);
}

/** What some lines may say today: the facts that are not asked, and how many are. */
export interface Told {
  readonly facts: readonly FactId[];
  readonly hidden: number;
}

/**
 * A line that is silent leads nowhere: with one of its facts the other would tell where. Neither is a line told of at an
 * entity that has no name, since its sentence would say the name.
 */
export function toldBy(edges: readonly KnownEdge[], nameless: ReadonlySet<EntityId>): Told {
  const tells = ({ edge, state }: KnownEdge): boolean =>
    state.kind !== "silent" && !nameless.has(edge.from) && !nameless.has(edge.to);
  const hidden = edges.filter((line) => !tells(line));
  return {
    facts: edges.filter(tells).flatMap(({ edge }) => edge.facts),
    hidden: hidden.flatMap(({ edge }) => edge.facts).length,
  };
}
