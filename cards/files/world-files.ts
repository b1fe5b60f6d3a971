/** What the deck does not teach: what else is true or false, what is disputed, and what no text may say. */
import * as v from "valibot";
import { line, slug, tripleSchema } from "./fields.ts";

/** What is also true outside the source: it makes answers right, and is never taught. */
export const worldSchema = v.strictObject({
  alsoTrue: v.array(
    v.union([
      tripleSchema,
      /** With the context in which it is true; otherwise it is true everywhere. */
      v.strictTuple([slug, slug, slug, line]),
    ]),
  ),
  /** What is known to be false: each wrong option of a choice stands on one of these (rule Q14). */
  alsoFalse: v.optional(v.array(tripleSchema), []),
});
type World = v.InferOutput<typeof worldSchema>;
export type WorldTriple = World["alsoTrue"][number];

/** A statement of the source that medicine would qualify, and what the deck does about it (rule Q12). */
export const disputeSchema = v.strictObject({
  claim: line,
  treatment: v.picklist(["omit", "rephrase", "note"]),
  does: line,
  /** Facts that must carry the note. */
  facts: v.optional(v.array(slug), []),
  note: v.optional(slug),
  /** Patterns that no card may show anywhere. */
  forbids: v.optional(v.array(line), []),
  /** Triples that the deck may not teach; `any` matches every entity. */
  forbidsFacts: v.optional(v.array(v.strictTuple([v.string(), v.string(), v.string()])), []),
});
export type Dispute = v.InferOutput<typeof disputeSchema>;

/** What no text of the deck may say, wherever it stands (rule Q12): false things that are easily slipped in, and advice. */
export const banSchema = v.strictObject({
  /** Why not, in a sentence. */
  because: line,
  /** Patterns, without regard to capitals. */
  forbids: v.pipe(v.array(line), v.minLength(1)),
});
export type Ban = v.InferOutput<typeof banSchema>;
