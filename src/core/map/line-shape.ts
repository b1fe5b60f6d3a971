/** The lines of the map as path data: round turns, ends that differ in shape, and the two stubs of a silent line. */
import type { Point } from "../deck/drawing.ts";
import type { MapEnd } from "./deck-map.ts";

/** Between the end of a line and what it leads to, in units of the map. */
const GAP = 2.5;
/** How much more of the line each end takes the place of. */
const TAKEN: Readonly<Record<MapEnd, number>> = { arrow: 8, bar: 1.5, dot: 4.5, open: 0.5 };
const ARROW = { length: 10.5, half: 5.2 };
const BAR_HALF = 8;
const DOT_RADIUS = 4.6;
const CHEVRON = { length: 7.5, half: 5 };

const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** The point so far from `from` on the way to `to`. */
function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/** Through the points, each turn rounded as far as its two sides allow. Empty for fewer than two points. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return "";
  const turns = points.slice(1, -1).map((corner, i) => {
    const before = points[i] ?? corner;
    const after = points[i + 2] ?? corner;
    const room = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    if (room === 0) return `L${at(corner)}`;
    return `L${at(towards(corner, before, room))}Q${at(corner)} ${at(towards(corner, after, room))}`;
  });
  return `M${at(first)}${turns.join("")}L${at(last)}`;
}

/** The line without the part that its end covers. */
export function linePath(points: readonly Point[], end: MapEnd, radius: number): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return "";
  return roundedPath([...points.slice(0, -1), towards(tip, before, GAP + TAKEN[end])], radius);
}

/** The end of a line: filled for `arrow` and `dot`, a stroke for `bar` and `open`. Empty for fewer than two points. */
export function endPath(points: readonly Point[], end: MapEnd): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return "";
  const length = distance(before, tip) || 1;
  const [x, y] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const back = (along: number, across: number): string =>
    at({ x: tip.x - x * (GAP + along) - y * across, y: tip.y - y * (GAP + along) + x * across });
  switch (end) {
    case "arrow":
      return `M${back(0, 0)}L${back(ARROW.length, ARROW.half)}L${back(ARROW.length, -ARROW.half)}Z`;
    case "bar":
      return `M${back(1.5, BAR_HALF)}L${back(1.5, -BAR_HALF)}`;
    case "dot": {
      const r = DOT_RADIUS;
      return `M${back(0, 0)}A${r} ${r} 0 1 1 ${back(2 * r, 0)}A${r} ${r} 0 1 1 ${back(0, 0)}Z`;
    }
    case "open":
      return `M${back(CHEVRON.length, CHEVRON.half)}L${back(1, 0)}L${back(CHEVRON.length, -CHEVRON.half)}`;
  }
}

/** A piece at an end of a silent line, and the place of its question mark. */
export interface Stub {
  readonly path: string;
  readonly mark: Point;
}

/**
 * What is left of a line that keeps to itself where it leads: a stub at each end, or at its beginning alone where it is
 * too short for two that stand apart.
 * @param length of a stub
 */
export function stubs(points: readonly Point[], length: number): readonly Stub[] {
  const whole = points.slice(1).reduce((sum, point, i) => sum + distance(points[i] ?? point, point), 0);
  if (points.length < 2) return [];
  if (whole < 4.5 * length) return [stub(points, Math.min(length, whole / 2))];
  return [stub(points, length), stub(points.toReversed(), length)];
}

function stub(points: readonly Point[], length: number): Stub {
  const kept: Point[] = [];
  let left = length;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (!before) {
      kept.push(point);
      continue;
    }
    const step = distance(before, point);
    if (step >= left) {
      const mark = towards(before, point, left);
      return { path: roundedPath([...kept, mark], 0), mark };
    }
    kept.push(point);
    left -= step;
  }
  const mark = points.at(-1) ?? { x: 0, y: 0 };
  return { path: roundedPath(kept, 0), mark };
}
