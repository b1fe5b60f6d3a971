/** An arrow and its end. The shape of the end tells the sign: a point raises, a bar lowers, a dot regulates. */
import type { Arrow, ArrowSign, Point } from "../drawing.ts";
import { endDirection, pathData, shortened } from "./curve.ts";
import { element, rounded, type SvgNode } from "./svg-node.ts";

/** `covered`: a question mark in place of the end. `shown`: the end was covered and is marked now. */
export type EndState = "open" | "covered" | "shown";

const POINT_LENGTH = 9;
const BAR_HALF = 6.5;
const DOT_RADIUS = 4.2;
const COVER_RADIUS = 9;
const HALO_RADIUS = 11;
/** How much of the line each end takes the place of. */
const TAKEN = { raises: POINT_LENGTH - 1, lowers: 0, regulates: DOT_RADIUS, none: 0 } as const;

export function arrowNodes(arrow: Arrow, state: EndState): SvgNode[] {
  const { points, sign, smooth, dashed, weight } = arrow;
  const tip = points.at(-1);
  if (tip === undefined) return [];
  const direction = endDirection(points);
  const line = element("path", {
    class: `arrow-line weight-${weight}${dashed ? " dashed" : ""}`,
    d: pathData(shortened(points, state === "covered" ? 2 * COVER_RADIUS : TAKEN[sign]), smooth, false),
  });
  if (state === "covered") return [line, ...cover(tip, direction)];
  const end = endNode(sign, tip, direction);
  if (end === null) return [line];
  return state === "shown"
    ? [halo(sign, tip, direction), line, element("g", { class: "is-answer" }, end)]
    : [line, end];
}

/** The end alone, as the key of the picture shows it too. */
export function endNode(sign: ArrowSign, tip: Point, { x, y }: Point): SvgNode | null {
  const back = (along: number, across: number): string =>
    `${rounded(tip.x - x * along - y * across)} ${rounded(tip.y - y * along + x * across)}`;
  switch (sign) {
    case "raises":
      return element("path", {
        class: "arrow-point",
        d: `M${back(0, 0)}L${back(POINT_LENGTH, 4.6)}L${back(POINT_LENGTH, -4.6)}Z`,
      });
    case "lowers":
      return element("path", { class: "arrow-bar", d: `M${back(0, BAR_HALF)}L${back(0, -BAR_HALF)}` });
    case "regulates":
      return disc("arrow-dot", { x: tip.x - x * DOT_RADIUS, y: tip.y - y * DOT_RADIUS }, DOT_RADIUS);
    case "none":
      return null;
  }
}

function cover(tip: Point, { x, y }: Point): SvgNode[] {
  const center = { x: tip.x - x * COVER_RADIUS, y: tip.y - y * COVER_RADIUS };
  return [
    disc("cover", center, COVER_RADIUS),
    element(
      "text",
      { class: "cover-mark size-normal", x: rounded(center.x), y: rounded(center.y + 4.8), "text-anchor": "middle" },
      "?",
    ),
  ];
}

function halo(sign: ArrowSign, tip: Point, { x, y }: Point): SvgNode {
  const along = sign === "lowers" ? 0 : sign === "raises" ? POINT_LENGTH / 2 : DOT_RADIUS;
  return disc("halo", { x: tip.x - x * along, y: tip.y - y * along }, HALO_RADIUS);
}

const disc = (name: string, { x, y }: Point, radius: number): SvgNode =>
  element("ellipse", { class: name, cx: rounded(x), cy: rounded(y), rx: radius, ry: radius });
