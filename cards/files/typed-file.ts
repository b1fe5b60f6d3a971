/** `typed.yaml`: what learners may type for an answer beside the names that the deck itself uses. */
import * as v from "valibot";
import type { Problem } from "./problems.ts";

const spellings = v.record(
  v.string(),
  v.array(v.pipe(v.string(), v.trim(), v.nonEmpty("is empty"), v.maxLength(60, "is longer than the field takes"))),
);

export const typedSchema = v.strictObject({
  /** By entity: other right ways to write it. No text of the deck uses them. */
  also: v.optional(spellings, {}),
  /** By entity: what letters alone would take for it, and what means something else: "week" where the answer is "weeks". */
  not: v.optional(spellings, {}),
  /** By card, as `fact/template`: what is right there alone. It also lets an answer be typed that is no name of its entity. */
  cards: v.optional(spellings, {}),
});
export type TypedFile = v.InferOutput<typeof typedSchema>;

export const NONE_TYPED: TypedFile = { also: {}, not: {}, cards: {} };

/** Entities and cards that the deck does not have. */
export function checkTyped(
  { also, not, cards }: TypedFile,
  hasEntity: (id: string) => boolean,
  hasCard: (name: string) => boolean,
): Problem[] {
  const missing = (where: string, what: string, ids: object, has: (id: string) => boolean): Problem[] =>
    Object.keys(ids).flatMap((id) => (has(id) ? [] : [{ file: "typed.yaml", where, message: `no ${what} "${id}"` }]));
  return [
    ...missing("also", "entity", also, hasEntity),
    ...missing("not", "entity", not, hasEntity),
    ...missing("cards", "card", cards, hasCard),
  ];
}
