import * as v from "valibot";
import { finite, id, line, list } from "./decode-fields.ts";

const tone = v.nullable(v.picklist(["ink", "faint", "paper", "bone", "cell", "blood", "signal", "mineral", "organ"]));
const weight = v.picklist(["thin", "normal", "thick"]);
const point = v.strictObject({ x: finite, y: finite });
const size = v.pipe(finite, v.minValue(0));
const filled = { id, fill: tone, line: tone, weight, dashed: v.boolean() };

/** A picture as data, see src/core/deck/drawing.ts. */
export const DRAWING_SCHEMA = v.strictObject({
  id,
  title: line,
  width: size,
  height: size,
  parts: list(
    v.variant("kind", [
      v.strictObject({
        ...filled,
        kind: v.literal("box"),
        x: finite,
        y: finite,
        width: size,
        height: size,
        corner: size,
      }),
      v.strictObject({
        ...filled,
        kind: v.literal("ellipse"),
        center: point,
        radiusX: size,
        radiusY: size,
        turn: finite,
      }),
      v.strictObject({
        ...filled,
        kind: v.literal("outline"),
        points: list(point),
        smooth: v.boolean(),
        closed: v.boolean(),
      }),
      v.strictObject({
        kind: v.literal("label"),
        id,
        at: point,
        text: line,
        align: v.picklist(["start", "middle", "end"]),
        size: v.picklist(["small", "normal", "large"]),
      }),
      v.strictObject({
        kind: v.literal("arrow"),
        id,
        points: list(point),
        smooth: v.boolean(),
        sign: v.picklist(["raises", "lowers", "regulates", "none"]),
        dashed: v.boolean(),
        weight,
      }),
    ]),
  ),
  words: list(v.strictObject({ text: line, tells: list(id) })),
});
