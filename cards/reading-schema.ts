/** One entry of readings.yaml: the verdicts of a specialist and of a teacher on one text as it stands. */
import * as v from "valibot";

const verdict = v.picklist(["good", "weak", "bad"]);
const date = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-11-26"));
const line = v.pipe(v.string(), v.trim(), v.nonEmpty());

export const readingSchema = v.strictObject({
  /** Where the text stands, as `textsOf` calls it. */
  at: line,
  /** Of the place and the text; see `hashOf`. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/, "must be the twelve letters that cards:readings prints")),
  on: date,
  specialist: verdict,
  teacher: verdict,
  /** What was looked at, and against which works. */
  checked: line,
  /** The physician who signed, if one did. */
  signed: v.optional(line),
});
export type Reading = v.InferOutput<typeof readingSchema>;
