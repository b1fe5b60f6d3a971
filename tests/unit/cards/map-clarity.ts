/** How clear a laid out sheet is: what crosses or covers what. */
import type { MapBox, MapEdge, MapSheet } from "../../../src/core/map/deck-map.ts";

type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

export interface Clarity {
  /** Places where two lines cross. */
  readonly crossings: number;
  /** Stretches that two lines share, though they lead to different places. */
  readonly shared: number;
  /** Pairs of entities, of words on lines, or of one and the other that overlap. */
  readonly overlaps: number;
  /** Lines that pass through an entity or through another line's words. */
  readonly covered: number;
}

/** Counts what makes a sheet hard to read; the best is nothing of it. */
export function clarityOf({ nodes, edges }: Pick<MapSheet, "nodes" | "edges">): Clarity {
  let [crossings, shared, overlaps, covered] = [0, 0, 0, 0];
  const boxes = [...nodes, ...edges.flatMap(({ label }) => label ?? [])];
  for (const [i, box] of boxes.entries())
    for (const other of boxes.slice(i + 1)) if (overlap(box, other)) overlaps += 1;
  for (const [i, edge] of edges.entries()) {
    for (const other of edges.slice(i + 1)) {
      for (const mine of segmentsOf(edge)) {
        for (const its of segmentsOf(other)) {
          if (crosses(mine, its)) crossings += 1;
          if (runsAlong(mine, its) && edge.from !== other.from && edge.to !== other.to) shared += 1;
        }
      }
    }
    const foreign = [
      ...nodes.filter(({ id }) => id !== edge.from && id !== edge.to),
      ...edges.flatMap((other) => (other !== edge && other.label ? [other.label] : [])),
    ];
    for (const box of foreign) if (segmentsOf(edge).some((segment) => enters(segment, box))) covered += 1;
  }
  return { crossings, shared, overlaps, covered };
}

const segmentsOf = ({ points }: Pick<MapEdge, "points">): Segment[] =>
  points.slice(1).flatMap((to, i): Segment[] => {
    const from = points[i];
    return from ? [[from.x, from.y, to.x, to.y]] : [];
  });

const overlap = (a: MapBox, b: MapBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const enters = ([x1, y1, x2, y2]: Segment, box: MapBox): boolean =>
  overlap(
    { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1) || 0.01, height: Math.abs(y2 - y1) || 0.01 },
    box,
  );

const isFlat = ([, y1, , y2]: Segment): boolean => Math.abs(y1 - y2) < 0.5;

/** All turns are right angles, so that two lines cross only where one is level and one upright. */
function crosses(a: Segment, b: Segment): boolean {
  if (isFlat(a) === isFlat(b)) return false;
  const [level, upright] = isFlat(a) ? [a, b] : [b, a];
  const [x, y] = [upright[0], level[1]];
  return isBetween(x, level[0], level[2]) && isBetween(y, upright[1], upright[3]);
}

function runsAlong(a: Segment, b: Segment): boolean {
  if (isFlat(a) !== isFlat(b)) return false;
  const [place, from, to] = isFlat(a) ? ([1, 0, 2] as const) : ([0, 1, 3] as const);
  if (Math.abs(a[place] - b[place]) > 1) return false;
  return (
    Math.min(Math.max(a[from], a[to]), Math.max(b[from], b[to])) -
      Math.max(Math.min(a[from], a[to]), Math.min(b[from], b[to])) >
    1
  );
}

const isBetween = (value: number, one: number, other: number): boolean =>
  value > Math.min(one, other) + 0.5 && value < Math.max(one, other) - 0.5;
