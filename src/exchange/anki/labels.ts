import * as v from "valibot";

const pair = v.strictTuple([v.string(), v.string()]);

/** The words of the interface that go into the cards; the caller has them in the user's language. */
export const labelsSchema = v.strictObject({
  note: v.string(),
  source: v.string(),
  gap: v.string(),
  /** What the ends of arrows mean, and what is said of a picture with a covered part. */
  signs: v.strictObject({ raises: v.string(), lowers: v.string(), regulates: v.string() }),
  covered: v.strictObject({ label: v.string(), sign: v.string() }),
  /** For each level of confidence the words without a year, and those with `{year}` where it belongs. */
  confidence: v.strictObject({ wellEstablished: pair, likely: pair, debated: pair }),
  /** What each type of card is called. */
  cardTypes: v.record(v.string(), v.string()),
});
export type AnkiLabels = v.InferOutput<typeof labelsSchema>;
