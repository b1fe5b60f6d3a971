/** A drawing from its file to what the component draws. */
import type { Drawing, Part, Point } from "../../src/core/deck/drawing.ts";
import type { DrawingFile } from "../files/drawing-file.ts";

export function drawingOf({ id, title, size: [width, height], parts, words }: DrawingFile): Drawing {
  return { id, title, width, height, parts: parts.map(partOf), words };
}

const point = ([x, y]: readonly [number, number]): Point => ({ x, y });

function partOf(part: DrawingFile["parts"][number]): Part {
  switch (part.draw) {
    case "box": {
      const { at, size, corner } = part;
      return { kind: "box", ...filled(part), x: at[0], y: at[1], width: size[0], height: size[1], corner };
    }
    case "ellipse": {
      const { center, radii, turn } = part;
      return {
        kind: "ellipse",
        ...filled(part),
        center: point(center),
        radiusX: radii[0],
        radiusY: radii[1],
        turn,
      };
    }
    case "outline":
      return {
        kind: "outline",
        ...filled(part),
        points: part.points.map(point),
        smooth: part.smooth,
        closed: part.closed,
      };
    case "label": {
      const { id, at, text, align, size } = part;
      return { kind: "label", id, at: point(at), text, align, size };
    }
    case "arrow": {
      const { id, points, smooth, sign, dashed, weight } = part;
      return { kind: "arrow", id, points: points.map(point), smooth, sign, dashed, weight };
    }
  }
}

type Filled = Extract<DrawingFile["parts"][number], { readonly draw: "box" | "ellipse" | "outline" }>;

const filled = ({ id, fill, line, weight, dashed }: Filled) => ({
  id,
  fill: fill ?? null,
  line: line ?? null,
  weight,
  dashed,
});
