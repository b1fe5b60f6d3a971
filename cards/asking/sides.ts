/**
 * From which sides a relation can be asked. A question is fair only where the deck can know all answers to it: "is the
 * main ore of" promises one ore for a metal and says nothing of how many metals an ore yields; of what raises a thing
 * there is always more than any table holds.
 */
import type { Fact } from "../files/fact-files.ts";
import type { End, Relation } from "../relations/relation.ts";

/** "is the main ore of", "is the commonest cause of": by its own words, one subject for each object. */
const ONE_SUBJECT = /^is the (main|chief|principal|only|sole|first|last|most \w+|least \w+|\w+est)\b/;

/** Whether an object of the relation has one subject by the relation's own words. */
export const hasOneSubject = ({ one }: Pick<Relation, "one">): boolean => ONE_SUBJECT.test(one);

/** Words of caution beside which a second answer has room: what can turn into one thing can turn into another. */
const LEAVES_ROOM = /^(can|could|may|might|sometimes|often)$/i;

/**
 * True when the answers at that end are all in the deck: the words of the relation promise it, or its author does
 * (`complete`). What a thing turns into or consists of is taken to be told in full, unless it only can; what else turns
 * into it is not.
 */
export function isClosed(relation: Relation, end: End, { triple, hedge }: Pick<Fact, "triple" | "hedge">): boolean {
  const given = triple[end === "subject" ? 2 : 0];
  if (relation.complete?.[end]?.includes(given) === true) return true;
  if (hasOneSubject(relation)) return end === "subject";
  if (hedge !== undefined && LEAVES_ROOM.test(hedge)) return false;
  return relation.direction === undefined && end === "object";
}
