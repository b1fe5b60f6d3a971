/** What the map keeps to itself while it is to be asked: one could read an answer off a name as well as off a line. */
import type { EntityId, FactId } from "../ids.ts";
import type { MapSheet } from "./deck-map.ts";
import { lineState, type MapFact } from "./line-state.ts";

/**
 * The entities that have no name for now: those that hang on one line, and that line is silent. Where it leads would be
 * told by the place alone. Of two that hang on each other the object has none. Nor has one whose name holds those of both
 * ends of a silent line, as "step of vitamin D activation that FGF23 suppresses" does: it says what the line would.
 */
export function namelessNodes(
  { nodes, edges }: Pick<MapSheet, "nodes" | "edges">,
  facts: ReadonlyMap<FactId, MapFact>,
): ReadonlySet<EntityId> {
  const linesOf = new Map<EntityId, number>();
  for (const { from, to } of edges) for (const id of [from, to]) linesOf.set(id, (linesOf.get(id) ?? 0) + 1);
  const names = new Map(nodes.map(({ id, lines }) => [id, ` ${lines.join(" ").toLowerCase()} `]));
  const nameless = new Set<EntityId>();
  for (const edge of edges) {
    if (lineState(edge, facts).kind !== "silent") continue;
    const ends = [edge.from, edge.to].flatMap((id) => names.get(id) ?? []);
    for (const [id, name] of names) {
      const isEnd = id === edge.from || id === edge.to;
      if (!isEnd && ends.length === 2 && ends.every((end) => name.includes(end))) nameless.add(id);
    }
    if (linesOf.get(edge.to) === 1) nameless.add(edge.to);
    else if (linesOf.get(edge.from) === 1) nameless.add(edge.from);
  }
  return new Set(nodes.flatMap(({ id }) => (nameless.has(id) ? [id] : [])));
}
