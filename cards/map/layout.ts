/** Lays a sheet out with ELK's layered algorithm, when the deck is built: the page draws what stands here. */
import ELK, {
  type ElkEdgeSection,
  type ElkExtendedEdge,
  type ElkNode,
  type LayoutOptions,
} from "elkjs/lib/elk.bundled.js";
import type { Point } from "../../src/core/deck/drawing.ts";
import type { MapEdge, MapNode, MapSheet } from "../../src/core/map/deck-map.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { broken, widthOf } from "./lines.ts";
import type { Hints } from "./plan.ts";

/** Sizes of letters in units of the map; styles/map.css says the same. */
const NAME_SIZE = 15;
const NAME_LINE = 18;
const WORD_SIZE = 13;
const WORD_LINE = 15;
/** A row has room for more names when they are narrow, a column when they are flat. */
const NAME_LETTERS = { RIGHT: 20, DOWN: 11 } as const;
const WORD_LETTERS = 14;
const PADDING = { x: 12, y: 8 };
/** In units of the map. */
const JOG = 5;
/** From one line at an entity's side to the next: a question mark has room there. */
const LINE_ROOM = 15.5;
const CONTAINER = "the container";
const MARGIN = 24;

/** Not handed down from the sheet to the container. */
const SPACING: LayoutOptions = {
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "11",
  "elk.spacing.nodeNode": "20",
  "elk.spacing.edgeEdge": "11",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeLabel": "3",
};

const OPTIONS: LayoutOptions = {
  ...SPACING,
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeLabels.inline": "true",
  "elk.layered.edgeLabels.sideSelection": "ALWAYS_UP",
  "elk.layered.thoroughness": "60",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.layered.unnecessaryBendpoints": "false",
  "elk.layered.crossingMinimization.greedySwitch.type": "TWO_SIDED",
  "elk.padding": `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
};

export async function laidOut(
  graph: Graph,
  titles: Pick<MapSheet, "id" | "title"> & { readonly container: string },
  hints: Hints,
): Promise<MapSheet> {
  const isBackward = ({ from, to }: GraphEdge): boolean =>
    hints.backward.some(([subject, object]) => shortId(from) === subject && shortId(to) === object);
  const inside = graph.nodes.filter((node) => node.inside);
  const outside = graph.nodes.filter((node) => !node.inside);
  const container: ElkNode = {
    id: CONTAINER,
    children: inside.map((node) => boxOf(node, graph, hints)),
    layoutOptions: { ...SPACING, "elk.padding": "[top=52,left=34,bottom=36,right=34]" },
  };
  const root: ElkNode = {
    id: "root",
    layoutOptions: {
      ...OPTIONS,
      "elk.direction": hints.direction,
      "elk.randomSeed": String(hints.seed),
    },
    children: [...(inside.length > 0 ? [container] : []), ...outside.map((node) => boxOf(node, graph, hints))],
    edges: graph.edges.map((edge, i) => lineOf(edge, i, isBackward(edge))),
  };
  const done = await new ELK().layout(root);
  const [box] = (done.children ?? []).filter(({ id }) => id === CONTAINER);
  const placed = [
    ...(done.children ?? []).map((node) => ({ node, x: 0, y: 0 })),
    ...(box?.children ?? []).map((node) => ({ node, x: box?.x ?? 0, y: box?.y ?? 0 })),
  ];
  const nodes = graph.nodes.map((node): MapNode => {
    const found = placed.find((one) => one.node.id === node.id);
    if (!found) throw new Error(`${node.id} was not placed`);
    const { x = 0, y = 0, width = 0, height = 0 } = found.node;
    const { id, kind, inside: isInside } = node;
    return {
      id,
      kind,
      lines: nameLines(node, hints),
      inside: isInside,
      ...rounded({ x: x + found.x, y: y + found.y, width, height }),
    };
  });
  return {
    id: titles.id,
    title: titles.title,
    width: Math.ceil(done.width ?? 0),
    height: Math.ceil(done.height ?? 0),
    container: box ? { title: titles.container, ...rounded(boxed(box)) } : null,
    nodes,
    edges: graph.edges.map((edge, i): MapEdge => {
      const found = (done.edges ?? []).find(({ id }) => id === String(i));
      const origin = offsetOf(found, box);
      const points = pointsOf(found?.sections?.[0], origin);
      const [label] = found?.labels ?? [];
      return {
        from: edge.from,
        to: edge.to,
        end: edge.end,
        facts: edge.facts,
        points: isBackward(edge) ? points.toReversed() : points,
        label: label ? { lines: wordLines(edge), ...rounded(moved(boxed(label), origin)) } : null,
      };
    }),
  };
}

const shortId = (id: string): string => id.slice(id.indexOf("/") + 1);
const nameLines = ({ name }: GraphNode, { direction }: Hints): string[] => broken(name, NAME_LETTERS[direction]);
const wordLines = ({ words }: GraphEdge): string[] => broken(words, WORD_LETTERS);

function boxOf(node: GraphNode, { edges }: Graph, hints: Hints): ElkNode {
  const lines = nameLines(node, hints);
  // As many lines as may stand at one side of it.
  const count = Math.max(
    ...(["from", "to"] as const).map((end) => edges.filter((edge) => edge[end] === node.id).length),
  );
  const [across, along] = hints.direction === "DOWN" ? [(count + 1) * LINE_ROOM, 0] : [0, (count + 1) * LINE_ROOM];
  return {
    id: node.id,
    width: Math.max(across, widthOf(lines, NAME_SIZE) + 2 * PADDING.x),
    height: Math.max(along, lines.length * NAME_LINE + 2 * PADDING.y),
  };
}

function lineOf(edge: GraphEdge, i: number, isBackward: boolean): ElkExtendedEdge {
  const { from, to, words } = edge;
  const lines = wordLines(edge);
  const [source, target] = isBackward ? [to, from] : [from, to];
  return {
    id: String(i),
    sources: [source],
    targets: [target],
    labels:
      words === "" ? [] : [{ text: words, width: widthOf(lines, WORD_SIZE) + 6, height: lines.length * WORD_LINE + 2 }],
  };
}

type Shape = { x?: number; y?: number; width?: number; height?: number };
const boxed = ({ x = 0, y = 0, width = 0, height = 0 }: Shape) => ({ x, y, width, height });
const moved = <T extends Point>(thing: T, by: Point): T => ({ ...thing, x: thing.x + by.x, y: thing.y + by.y });
const round = (value: number): number => Math.round(value * 10) / 10;
const rounded = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});

/** ELK places a line in the node that it calls its container. */
function offsetOf(edge: (ElkExtendedEdge & { container?: string }) | undefined, box: ElkNode | undefined): Point {
  return edge?.container === CONTAINER && box ? { x: box.x ?? 0, y: box.y ?? 0 } : { x: 0, y: 0 };
}

function pointsOf(section: ElkEdgeSection | undefined, by: Point): Point[] {
  if (!section) return [];
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  return straightened(points.map(({ x, y }) => ({ x: round(x + by.x), y: round(y + by.y) })));
}

/** A line that crosses the boundary may jog there by a fraction; such jogs are taken out, and points that turn nothing. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last) {
      kept.push(point);
      continue;
    }
    const next = {
      x: Math.abs(point.x - last.x) < JOG ? last.x : point.x,
      y: Math.abs(point.y - last.y) < JOG ? last.y : point.y,
    };
    const before = kept.at(-2);
    const isOnward =
      before && ((before.x === last.x && last.x === next.x) || (before.y === last.y && last.y === next.y));
    if (isOnward) kept.pop();
    kept.push(next);
  }
  return kept;
}
