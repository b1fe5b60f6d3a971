/** What the fields of an author's files have in common. `load.ts` reads the files, `../README.md` explains them. */
import * as v from "valibot";

export const line = v.pipe(v.string("must be text"), v.trim(), v.nonEmpty("must not be empty"));
export const slug = v.pipe(
  v.string("must be an id"),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be an id: small letters, digits and single hyphens"),
);
export const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-11-23"));
export const address = v.pipe(v.string(), v.regex(/^https:\/\/\S+$/, "must be an address that starts with https"));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Subject, relation, object: `[osteocyte, produces, sclerostin]`. Whether there are such ones, names.ts looks. */
export const tripleSchema = v.strictTuple([slug, slug, slug]);

export const evidenceSchema = v.strictObject({
  /** In whom it was shown: human, mouse, rat; empty where it is not about living things. */
  species: v.optional(v.array(slug), []),
  grade: v.picklist(["established", "probable", "debated"]),
});
export type Triple = v.InferOutput<typeof tripleSchema>;
