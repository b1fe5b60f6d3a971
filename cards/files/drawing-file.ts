/** A drawing as its author writes it. */
import * as v from "valibot";
import { line, slug, tripleSchema } from "./fields.ts";

const point = v.strictTuple([v.number(), v.number()]);
const tone = v.picklist(["ink", "faint", "paper", "bone", "cell", "blood", "signal", "mineral", "organ"]);
const weight = v.optional(v.picklist(["thin", "normal", "thick"]), "normal");
const filled = {
  id: slug,
  fill: v.optional(tone),
  line: v.optional(tone),
  weight,
  dashed: v.optional(v.boolean(), false),
};
const points = v.pipe(v.array(point), v.minLength(2, "needs two points at least"));
const smooth = v.optional(v.boolean(), false);

/** A picture: parts in the order in which they are drawn, and what they show in words. See src/core/deck/drawing.ts. */
export const drawingSchema = v.strictObject({
  id: slug,
  title: line,
  size: point,
  parts: v.array(
    v.variant("draw", [
      v.strictObject({ draw: v.literal("box"), ...filled, at: point, size: point, corner: v.optional(v.number(), 0) }),
      v.strictObject({
        draw: v.literal("ellipse"),
        ...filled,
        center: point,
        radii: point,
        turn: v.optional(v.number(), 0),
      }),
      v.strictObject({ draw: v.literal("outline"), ...filled, points, smooth, closed: v.optional(v.boolean(), false) }),
      v.strictObject({
        draw: v.literal("label"),
        id: slug,
        at: point,
        text: line,
        align: v.optional(v.picklist(["start", "middle", "end"]), "middle"),
        size: v.optional(v.picklist(["small", "normal", "large"]), "normal"),
      }),
      v.strictObject({
        draw: v.literal("arrow"),
        id: slug,
        points,
        smooth,
        sign: v.picklist(["raises", "lowers", "regulates", "none"]),
        dashed: v.optional(v.boolean(), false),
        weight,
        /** The triple that the arrow stands for; a fact or world.yaml must say it. */
        says: v.optional(tripleSchema),
      }),
    ]),
  ),
  words: v.array(v.strictObject({ text: line, tells: v.optional(v.array(slug), []) })),
});
export type DrawingFile = v.InferOutput<typeof drawingSchema>;
