/** Which entity an arrow key leads to. */
import type { EntityId } from "../ids.ts";
import type { MapBox, MapNode } from "./deck-map.ts";

export type Direction = "left" | "right" | "up" | "down";

/** What lies to the side counts so much more than what lies ahead. */
const SIDEWAYS = 2.5;

/** The nearest entity that lies that way; the same one where there is none. */
export function nodeTowards(nodes: readonly MapNode[], from: EntityId, direction: Direction): EntityId {
  const start = nodes.find(({ id }) => id === from);
  if (!start) return nodes[0]?.id ?? from;
  const origin = middle(start);
  let best = { id: from, cost: Number.POSITIVE_INFINITY };
  for (const node of nodes) {
    if (node.id === from) continue;
    const { x, y } = middle(node);
    const [ahead, aside] = split(x - origin.x, y - origin.y, direction);
    if (ahead <= 1) continue;
    const cost = ahead + SIDEWAYS * Math.abs(aside);
    if (cost < best.cost) best = { id: node.id, cost };
  }
  return best.id;
}

const middle = ({ x, y, width, height }: MapBox) => ({ x: x + width / 2, y: y + height / 2 });

function split(dx: number, dy: number, direction: Direction): readonly [ahead: number, aside: number] {
  switch (direction) {
    case "left":
      return [-dx, dy];
    case "right":
      return [dx, dy];
    case "up":
      return [-dy, dx];
    case "down":
      return [dy, dx];
  }
}
