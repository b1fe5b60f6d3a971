/** The outline of an entity: each kind has its own, so that it is told by shape and not by colour alone. */
import type { MapBox, MapKind } from "./deck-map.ts";

const CUT = 8;
/** A signal is round at its sides, but a name of several lines would stand in the curve. */
const ROUNDEST = 17;

/** Path data. */
export function nodePath(kind: MapKind, { x, y, width, height }: MapBox): string {
  const [right, bottom] = [x + width, y + height];
  switch (kind) {
    case "cell":
      return rectangle(x, y, width, height, 9);
    case "signal":
      return rectangle(x, y, width, height, Math.min(height / 2, ROUNDEST));
    case "organ":
      return rectangle(x, y, width, height, 1.5);
    case "substance": {
      const half = y + height / 2;
      const inset = Math.min(CUT, height / 3);
      return `M${x} ${half}L${x + inset} ${y}H${right - inset}L${right} ${half}L${right - inset} ${bottom}H${x + inset}Z`;
    }
    case "condition": {
      const cut = Math.min(CUT, height / 3.5);
      return `M${x + cut} ${y}H${right - cut}L${right} ${y + cut}V${bottom - cut}L${right - cut} ${bottom}H${x + cut}L${x} ${bottom - cut}V${y + cut}Z`;
    }
    case "effect":
      return rectangle(x, y, width, height, 5);
    case "other":
      return `M${x} ${y}H${right}M${x} ${bottom}H${right}`;
  }
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  const [right, bottom] = [x + width, y + height];
  const turn = (toX: number, toY: number): string => `A${r} ${r} 0 0 1 ${toX} ${toY}`;
  return `M${x + r} ${y}H${right - r}${turn(right, y + r)}V${bottom - r}${turn(right - r, bottom)}H${x + r}${turn(x, bottom - r)}V${y + r}${turn(x + r, y)}Z`;
}
