/**
 * From which sides a relation can be asked. A question is fair only where the deck can know all answers to it: "is the
 * main ore of" promises one ore for a metal and says nothing of how many metals an ore yields; of what raises a thing
 * there is always more than any table holds.
 */
import type { End, Relation } from "./relation.ts";

/** "is the main ore of", "is the commonest cause of": by its own words, one subject for each object. */
const ONE_SUBJECT = /^is the (main|chief|principal|only|sole|first|last|most \w+|least \w+|\w+est)\b/;

export const hasOneSubject = ({ one }: Pick<Relation, "one">): boolean => ONE_SUBJECT.test(one);

/**
 * True when the answers at that end are all in the deck: the words of the relation promise it, or its author does
 * (`complete`). What a thing turns into or consists of is taken to be told in full; what else turns into it is not.
 */
export function isClosed(relation: Relation, end: End): boolean {
  if (relation.complete?.includes(end) === true) return true;
  if (hasOneSubject(relation)) return end === "subject";
  return relation.direction === undefined && end === "object";
}
