/** What the map keeps to itself while it is to be asked: one could read an answer off a name as well as off a line. */
import type { EntityId, FactId } from "../ids.ts";
import type { MapSheet } from "./deck-map.ts";
import { lineState, type MapFact } from "./line-state.ts";

/**
 * The entities that have no name for now: those that hang on one line, and that line is silent. Where it leads would be
 * told by the place alone. Of two that hang on each other the object has none.
 */
export function namelessNodes(
  { nodes, edges }: Pick<MapSheet, "nodes" | "edges">,
  facts: ReadonlyMap<FactId, MapFact>,
): ReadonlySet<EntityId> {
  const linesOf = new Map<EntityId, number>();
  for (const { from, to } of edges) for (const id of [from, to]) linesOf.set(id, (linesOf.get(id) ?? 0) + 1);
  const nameless = new Set<EntityId>();
  for (const edge of edges) {
    if (lineState(edge, facts).kind !== "silent") continue;
    if (linesOf.get(edge.to) === 1) nameless.add(edge.to);
    else if (linesOf.get(edge.from) === 1) nameless.add(edge.from);
  }
  return new Set(nodes.flatMap(({ id }) => (nameless.has(id) ? [id] : [])));
}
