import * as v from "valibot";

/** The words of the interface that go into the cards; the caller has them in the user's language. */
export const labelsSchema = v.strictObject({
  note: v.string(),
  source: v.string(),
  gap: v.string(),
  cardTypes: v.strictObject({
    forward: v.string(),
    reverse: v.string(),
    cloze: v.string(),
    contrast: v.string(),
    vignette: v.string(),
    choice: v.string(),
    pathway: v.string(),
    number: v.string(),
  }),
});
export type AnkiLabels = v.InferOutput<typeof labelsSchema>;
