/** `deck.yaml`, and `history.yaml`: what a deck says of itself. */
import * as v from "valibot";
import { evidenceSchema, isoDate, line, share, slug } from "./fields.ts";

export const deckSchema = v.strictObject({
  title: line,
  /** A BCP 47 tag. The frames of questions speak English. */
  language: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a tag such as en")),
    "en",
  ),
  /** Under which licence the texts may be used; the code has its own. */
  licence: v.optional(line, "CC BY 4.0"),
  /** The one work that the deck follows; left out when its facts rest on their references alone. */
  provenance: v.optional(v.strictObject({ title: line, author: line, publisher: line })),
  /** What facts rest on that do not say otherwise. */
  evidence: v.optional(evidenceSchema, { species: [], grade: "established" }),
  disclaimer: line,
  /** Stands before a reason that goes beyond the source. */
  backgroundLabel: v.optional(line, "Background"),
  checkedOn: isoDate,
  /** Short key to the heading of the source that a fact stands under. */
  headings: v.optional(v.record(slug, line), {}),
  /** In the order in which they are taught; each is a file of facts. */
  chapters: v.array(
    v.strictObject({
      id: slug,
      title: line,
      /** Not introduced until the learner switches it on. */
      startsOff: v.optional(v.boolean(), false),
      /** Everyday advice: from the third day its cards come between those of the other chapters. */
      advice: v.optional(v.boolean(), false),
      /** Offered once this share of the cards of those chapters is known. */
      offeredWhen: v.optional(v.strictObject({ chapters: v.array(slug), known: share })),
    }),
  ),
  /** Pairs that stand for one idea, so that their "and" or "to" is no list (rule Q1). */
  whole: v.optional(v.array(line), []),
  /** Words so common that they give no answer away (rule Q5), and roots of words, with a hyphen behind: "osteo-". */
  common: v.optional(v.array(line), []),
  /** Pairs that learners mix up; `both` asks for the mirror card too (rule Q19). */
  confusable: v.optional(
    v.array(v.strictObject({ pair: v.strictTuple([slug, slug]), both: v.optional(v.boolean(), false) })),
    [],
  ),
  /** Whose verdict stands beside the teacher's in readings.yaml. */
  specialist: v.optional(line, "specialist"),
  /** Rules that the deck does not pass yet: their findings are told and fail nothing. Empty when the deck is done. */
  notYet: v.optional(v.array(line), []),
  /** How many links from fact to fact (`because`) its facts hold at least (rule coverage). */
  links: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** How many cards the deck may hold. */
  size: v.strictObject({ min: v.number(), max: v.number() }),
});
export type DeckFile = v.InferOutput<typeof deckSchema>;

export const historySchema = v.strictObject({
  renamed: v.record(line, line),
  retired: v.array(v.strictObject({ id: line, why: line })),
});
export type History = v.InferOutput<typeof historySchema>;
