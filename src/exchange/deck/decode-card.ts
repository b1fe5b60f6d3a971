import * as v from "valibot";
import { DRAWING_SCHEMA } from "./decode-drawing.ts";
import { day, finite, id, line, list, noteSchema, rich, whole } from "./decode-fields.ts";

const base = {
  id,
  fact: id,
  template: id,
  chapter: id,
  order: whole,
  formerIds: list(id),
  heading: v.nullable(line),
  subject: id,
  front: rich,
  answer: rich,
  reason: rich,
  note: v.nullable(noteSchema),
  references: list(id),
  terms: list(id),
  unlockedBy: list(id),
  factRevision: whole,
  checkedOn: day,
  typed: v.exactOptional(list(line)),
  unlike: v.exactOptional(list(line)),
  mixUps: v.exactOptional(list(v.strictObject({ contrast: id, thing: line, other: list(line) }))),
};
const plain = <const T extends string>(type: T) => v.strictObject({ ...base, type: v.literal(type) });

/** A card of any type. */
export const CARD_SCHEMA = v.variant("type", [
  plain("forward"),
  plain("reverse"),
  plain("cloze"),
  plain("contrast"),
  plain("vignette"),
  v.strictObject({
    ...base,
    type: v.literal("choice"),
    options: list(v.strictObject({ text: rich, correct: v.boolean(), why: rich })),
  }),
  v.strictObject({
    ...base,
    type: v.literal("pathway"),
    steps: list(
      v.strictObject({
        label: rich,
        gap: v.boolean(),
        link: v.nullable(v.strictObject({ shape: v.picklist(["arrow", "bar", "dot", "dashes"]), words: v.string() })),
      }),
    ),
  }),
  v.strictObject({
    ...base,
    type: v.literal("number"),
    accepts: v.strictObject({ min: finite, max: finite, unit: v.string() }),
  }),
  v.strictObject({
    ...base,
    type: v.literal("diagram"),
    drawing: DRAWING_SCHEMA,
    covered: v.strictObject({ part: id, what: v.picklist(["label", "sign"]) }),
  }),
]);

/** What a card names. */
export type Named = Pick<
  v.InferOutput<typeof CARD_SCHEMA>,
  "id" | "fact" | "formerIds" | "subject" | "terms" | "unlockedBy"
>;
