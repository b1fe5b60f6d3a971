/** What facts speak of: things and their classes, the words of the glossary, relations. */
import * as v from "valibot";
import { line, slug } from "./fields.ts";

export const entitySchema = v.strictObject({
  id: slug,
  /** As it stands in the middle of a sentence. */
  name: line,
  class: line,
  /** The name takes a plural verb: "kidneys", "osteocytes". */
  plural: v.optional(v.boolean(), false),
  /** "the", "a", "an" or nothing. */
  article: v.optional(v.picklist(["the", "a", "an"]), undefined),
  /** Other words for the same thing; all count for leaks and for "is it named?". */
  aka: v.optional(v.array(line), []),
  /** Narrower classes that a question may name: "endocrine hormone". */
  kinds: v.optional(v.array(line), []),
  /** Everyday words need no teaching; all others must be taught before a card uses them (rule Q13). */
  everyday: v.optional(v.boolean(), false),
  /** One sentence of what it is or does: the why of a wrong option that no fact speaks of. */
  says: v.optional(line),
  /** What it is a step of: "vitamin D activation" of calcitriol. Cards on the two count as cards on one thing (rule Q16). */
  stepOf: v.optional(slug),
  /** Only for what a body makes: does bone make it? */
  madeInBone: v.optional(v.union([v.boolean(), v.literal("converted")]), undefined),
});
export type Entity = v.InferOutput<typeof entitySchema>;

export const termSchema = v.strictObject({
  id: slug,
  name: line,
  /** Word forms that also mean the term. */
  forms: v.optional(v.array(line), []),
  definition: line,
});
export type GlossaryTerm = v.InferOutput<typeof termSchema>;

/** A relation of the deck's own; see relations.ts. */
export const relationSchema = v.strictObject({
  one: line,
  many: line,
  done: v.optional(line),
  entails: v.optional(v.array(slug)),
  regulates: v.optional(v.boolean()),
  direction: v.optional(v.picklist(["up", "down"])),
  weakerUnlessMain: v.optional(slug),
  complete: v.optional(v.strictObject({ subject: v.optional(v.array(slug)), object: v.optional(v.array(slug)) })),
  shape: v.optional(v.picklist(["arrow", "bar", "dot", "dashes"])),
  asks: v.optional(v.strictObject({ subject: v.optional(line), object: v.optional(line) })),
});

/** A class that questions name: "Which hormone …". Classes without an entry are their own noun. */
export const classSchema = v.strictObject({
  id: line,
  one: v.optional(line),
  many: v.optional(line),
  /** The broader class that all its members belong to as well. */
  within: v.optional(line),
  /** False for a class that no question should name. */
  asked: v.optional(v.boolean(), true),
});
export type ClassFile = v.InferOutput<typeof classSchema>;
