/** Lines through points, straight or smooth, as SVG path data; and where they point at their end. */
import type { Point } from "../drawing.ts";
import { rounded } from "./svg-node.ts";

const at = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;

/** @returns path data; empty for no points */
export function pathData(points: readonly Point[], smooth: boolean, closed: boolean): string {
  const [first] = points;
  if (first === undefined) return "";
  const rest = smooth ? curves(points, closed) : points.slice(1).map((point) => `L${at(point)}`);
  return `M${at(first)}${rest.join("")}${closed ? "Z" : ""}`;
}

/**
 * A Catmull-Rom spline as cubic Béziers: each control point lies a sixth of the way between the neighbours of its point.
 * E. Catmull, R. Rom: A class of local interpolating splines. Computer Aided Geometric Design, 1974, 317-326.
 */
function curves(points: readonly Point[], closed: boolean): string[] {
  const count = points.length;
  const get = (index: number): Point | undefined =>
    points[closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)];
  const data: string[] = [];
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const [before, from, to, after] = [get(index - 1), get(index), get(index + 1), get(index + 2)];
    if (!before || !from || !to || !after) continue;
    const leaving = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const arriving = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    data.push(`C${at(leaving)} ${at(arriving)} ${at(to)}`);
  }
  return data;
}

/** The direction at the last point, of length 1; to the right where all points are one. */
export function endDirection(points: readonly Point[]): Point {
  const last = points.at(-1);
  const before = points.findLast((point) => last !== undefined && (point.x !== last.x || point.y !== last.y));
  if (last === undefined || before === undefined) return { x: 1, y: 0 };
  const length = Math.hypot(last.x - before.x, last.y - before.y);
  return { x: (last.x - before.x) / length, y: (last.y - before.y) / length };
}

/** The same line, ending short of its last point, so that a head has room. */
export function shortened(points: readonly Point[], by: number): Point[] {
  const last = points.at(-1);
  if (last === undefined) return [];
  const { x, y } = endDirection(points);
  return [...points.slice(0, -1), { x: last.x - x * by, y: last.y - y * by }];
}
