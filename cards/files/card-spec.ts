/** A card as its author writes it, below its fact. */
import * as v from "valibot";
import { CARD_TYPES } from "../../src/core/deck/deck.ts";
import { line, slug } from "./fields.ts";

const optionSchema = v.strictObject({ is: slug, why: line, text: v.optional(line) });
const accepts = v.pipe(
  v.strictObject({ min: v.number(), max: v.number(), unit: line }),
  v.check(({ min, max }) => min <= max, "min must not be above max, or no number at all would be right"),
);

/** Why an author words a question that a frame could ask, or could not. */
const OVERRIDES = [
  /** English says it otherwise. */
  "idiom",
  /** The relation or the hedge has no frame that fits. */
  "hedge",
  /** The point is what the source says. */
  "source",
  /** A scene in which the fact is used. */
  "scene",
  /** A figure and its unit. */
  "figure",
  /** The point is a difference or a reason, which no triple holds. */
  "insight",
] as const;

export const cardSchema = v.strictObject({
  /** Which end of the triple is asked for. */
  asks: v.optional(v.picklist(["subject", "object", "sign"])),
  /** The narrower class that the question names. */
  kind: v.optional(line),
  /** Further triples that the question states of its answer; `_` stands for the answer. */
  where: v.optional(v.array(v.strictTuple([v.string(), slug, v.string()])), []),
  /** In the author's words; left out, a frame asks. */
  front: v.optional(line),
  /** Why a front is better than the frame's. */
  override: v.optional(v.picklist(OVERRIDES, `must be one of ${OVERRIDES.join(", ")}`)),
  answer: v.optional(line),
  reason: v.optional(line),
  /** In place of `reason`, when it tells what the source does not say: shown with the label "Background". */
  background: v.optional(line),
  /** Contrast: the other one, and the fact that teaches it. */
  against: v.optional(slug),
  with: v.optional(slug),
  /** Choice: why the key is right, and the wrong options. */
  why: v.optional(line),
  wrong: v.optional(v.array(optionSchema), []),
  /** Choice with NOT: what is true of every option but the key. */
  not: v.optional(v.strictTuple([slug, slug])),
  /** Pathway: the first station, then `relation: station`; the asked entity is the gap. */
  steps: v.optional(v.array(v.union([slug, v.record(slug, slug)])), []),
  accepts: v.optional(accepts),
  /** Diagram: the drawing, and the part whose label or sign is covered. */
  drawing: v.optional(slug),
  covers: v.optional(v.strictObject({ part: slug, what: v.optional(v.picklist(["label", "sign"]), "label") })),
});
export type CardSpec = v.InferOutput<typeof cardSchema>;

const CARD_KEY = new RegExp(`^(${CARD_TYPES.join("|")})(-[a-z0-9]+)*$`);

export const cardsSchema = v.record(
  v.pipe(
    v.string(),
    v.regex(CARD_KEY, ({ input }) => `"${input}" does not begin with a card type`),
  ),
  cardSchema,
);
