/** One entry of readings.yaml: the verdicts of a specialist and of a teacher on one text as it stands. */
import * as v from "valibot";

const date = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-11-26"));
const line = v.pipe(v.string(), v.trim(), v.nonEmpty());

/** What one reader says, who has not seen what the other said. */
const verdictSchema = v.strictObject({
  verdict: v.picklist(["good", "weak", "bad"]),
  /** What was looked at. */
  checked: line,
  /** The work of references.yaml that the text was held against; without it the reader's own knowledge stood for it. */
  work: v.optional(line),
});
export type Verdict = v.InferOutput<typeof verdictSchema>;

export const readingSchema = v.strictObject({
  /** Where the text stands, as `textsOf` calls it. */
  at: line,
  /** Of the place and the text; see `hashOf`. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/, "must be the twelve letters that cards:readings prints")),
  on: date,
  specialist: verdictSchema,
  teacher: verdictSchema,
  /** The physician who signed, if one did. */
  signed: v.optional(line),
});
export type Reading = v.InferOutput<typeof readingSchema>;
