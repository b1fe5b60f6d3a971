/** One sentence with one gap, which is the subject or the object of the fact. */
import { capitalise } from "../rich-text.ts";
import { answerWithin, frontOf, named, type Template, verb } from "./template.ts";

export const cloze: Template = (brief) => {
  const { asked, given, fact, asks } = brief;
  const says = verb(fact.triple[1], asks === "subject" ? asked : given);
  const sentence = asks === "subject" ? `___ ${says} ${named(given)}.` : `${capitalise(named(given))} ${says} ___.`;
  return { front: frontOf(brief, sentence), answer: answerWithin(brief), body: { type: "cloze" }, unlockedBy: [] };
};
