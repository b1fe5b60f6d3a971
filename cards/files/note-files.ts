/** What facts rest on, and what is said beside them: notes and works. */
import * as v from "valibot";
import { address, line, slug } from "./fields.ts";

export const noteSchema = v.strictObject({
  text: line,
  /** How sure one can be of the remark itself. */
  confidence: v.picklist(["well established", "likely", "debated"]),
  /** The year since which it has been so. */
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1500), v.maxValue(2100))),
  /** Ids of references.yaml. */
  references: v.pipe(v.array(slug), v.minLength(1, "needs at least one reference")),
});
export type NoteFile = v.InferOutput<typeof noteSchema>;

/** A work that facts and notes rest on. */
export const referenceSchema = v.strictObject({
  id: slug,
  authors: line,
  title: line,
  journal: line,
  year: v.pipe(v.number(), v.integer(), v.minValue(1500), v.maxValue(2100)),
  volume: v.optional(line),
  pages: v.optional(line),
  doi: v.optional(v.pipe(v.string(), v.regex(/^10\.\d{4,9}\/\S+$/, "must be a DOI such as 10.1210/jc.2019-00221"))),
  pmid: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, "must be the digits of a PMID, in quotes"))),
  pmcid: v.optional(v.pipe(v.string(), v.regex(/^PMC\d{1,9}$/, "must be a PMCID such as PMC5198563"))),
  url: v.optional(address),
  kind: v.picklist(["guideline", "review", "trial", "mechanism", "textbook", "data"]),
  /** What it was read for; for authors, never shown. */
  supports: v.optional(line),
});
export type ReferenceFile = v.InferOutput<typeof referenceSchema>;
