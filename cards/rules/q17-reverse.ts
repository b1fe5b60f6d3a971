import { hasOneSubject, isClosed } from "../asking/sides.ts";
import { rightAnswers, worldOf } from "./q02-one-right-answer.ts";
import { perCard } from "./rule.ts";

/**
 * One answer is left from this side. Where the relation promises one only from the other, the deck says so, or the
 * question says more than the relation does.
 */
export const q17 = perCard("Q17", "Reverse only if single-valued", (draft, say, context) => {
  const { body, asks, source, fact } = draft;
  if (body.type === "reverse") {
    if (asks !== "subject") say("a reverse card asks for the subject of its fact");
    const right = rightAnswers(draft, worldOf(draft, context));
    if (right.length !== 1) say(`backwards the fact has ${right.length} answers: ${right.join(", ")}`);
  }
  const relation = source.relations.get(fact.triple[1]);
  const asksAlone = body.type === "forward" || body.type === "cloze" || body.type === "choice";
  if (
    asksAlone &&
    draft.where.length === 0 &&
    asks === "object" &&
    hasOneSubject(relation) &&
    !isClosed(relation, asks, fact)
  )
    say(`"${relation.one}" promises one subject for each object, and not one object (complete)`);
});
