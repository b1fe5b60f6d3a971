/** A file of facts. */
import * as v from "valibot";
import { type CardSpec, cardsSchema } from "./card-spec.ts";
import { evidenceSchema, isoDate, line, slug, tripleSchema } from "./fields.ts";

const CONTEXT =
  /^(in|on|at|after|before|during|when|while|under|by|with|without|from|through|among|for|as|if|once|over|near|between|within|inside|outside)\b/;

const factSchema = v.strictObject({
  id: slug,
  triple: tripleSchema,
  /** The fact as one plain sentence in our own words. */
  statement: line,
  /** A key of the deck's headings; left out when the fact does not come from the deck's source. */
  heading: v.optional(slug),
  importance: v.picklist(["core", "useful", "minor"]),
  /** The word of caution that the source uses; no card may drop it (rule Q11). */
  hedge: v.optional(line),
  /** Which way the subject moves the object, where the relation does not say it. */
  sign: v.optional(v.picklist(["raises", "lowers", "regulates"])),
  /** Where, when or in whom it holds, as it stands in a sentence: "in the kidneys". */
  context: v.optional(
    v.pipe(line, v.regex(CONTEXT, "must begin as it would in a sentence: in the kidneys, after menopause")),
  ),
  evidence: v.optional(evidenceSchema),
  /** One sentence of why, shown with every card that has no reason of its own. */
  why: v.optional(line),
  /** The facts that explain it. */
  because: v.optional(v.array(slug), []),
  /** Ids of references.yaml. */
  references: v.optional(v.array(slug), []),
  /** Shown before its first question; the program decides when left out. */
  met: v.optional(v.boolean()),
  /** The drawing that shows it. */
  drawing: v.optional(slug),
  note: v.optional(slug),
  /** Facts to be answered right before this one is introduced. */
  needs: v.optional(v.array(slug), []),
  /** The entity that reports count the fact under; the file's `about` when left out. */
  about: v.optional(slug),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  corrections: v.optional(
    v.array(
      v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(2)), before: line, now: line, why: line }),
    ),
    [],
  ),
  checkedOn: v.optional(isoDate),
  /** Why it is neither asked nor told. */
  leftOut: v.optional(line),
  /** For a fact without cards: the card whose answer side shows it. */
  shownIn: v.optional(line),
  /** By template; `auto` leaves it to the program which are fair. */
  cards: v.optional(
    v.lazy(
      (cards): v.GenericSchema<unknown, "auto" | Record<string, CardSpec>> =>
        cards === "auto" ? v.literal("auto") : cardsSchema,
    ),
    {},
  ),
});
type FactFile = v.InferOutput<typeof factSchema>;
export interface Fact extends Omit<FactFile, "cards"> {
  readonly chapter: string;
  readonly cards: Readonly<Record<string, CardSpec>>;
  /** The program chooses its cards. */
  readonly auto: boolean;
}

export const factsSchema = v.strictObject({ about: slug, facts: v.array(factSchema) });
