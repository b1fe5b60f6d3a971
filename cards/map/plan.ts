/** What map.yaml of a deck says: what its entities are drawn as, and hints for the layout that no data holds. */
import * as v from "valibot";

const id = v.pipe(v.string(), v.nonEmpty());
const ids = v.optional(v.array(id), []);
/** `[subject, object]`. */
const pair = v.strictTuple([id, id]);

/** Hints for one sheet. */
const hintsSchema = v.strictObject({
  /** The way that most lines lead. */
  direction: v.optional(v.picklist(["RIGHT", "DOWN"]), "RIGHT"),
  /** Pairs whose line is laid out from the object to the subject: the end of it then stands before its beginning. */
  backward: v.optional(v.array(pair), []),
  /** Where chance decides in the layout: the number from which its counts of crossings are lowest. */
  seed: v.optional(v.number(), 1),
});
export type Hints = v.InferOutput<typeof hintsSchema>;

export const planSchema = v.strictObject({
  /** The classes of entities.yaml that each kind holds; the rest is drawn as `other`. */
  kinds: v.strictObject({ cell: ids, signal: ids, organ: ids, substance: ids, effect: ids, condition: ids }),
  /** The boundary, and the entities that stand inside it. */
  container: v.strictObject({ title: v.pipe(v.string(), v.nonEmpty()), holds: v.array(id) }),
  /** The sheet that is shown first: the facts of these chapters that are asked, without some, with some others. */
  core: v.strictObject({ chapters: v.array(id), without: ids, with: ids }),
  /** Short words for relations, for lines whose end does not say all. */
  words: v.optional(v.record(id, v.string()), {}),
  hints: v.optional(v.record(v.string(), hintsSchema), {}),
});
export type Plan = v.InferOutput<typeof planSchema>;

export const NO_HINTS: Hints = { direction: "RIGHT", backward: [], seed: 1 };
