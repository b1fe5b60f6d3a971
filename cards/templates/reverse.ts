/** From object to subject: "Which cells make osteocalcin?" Only where one subject fits (rule Q17). */
import { answerOf, frontOf, named, type Template, verb } from "./template.ts";

export const reverse: Template = (brief) => {
  const { asked, given, spec, fact } = brief;
  const question = `Which ${spec.kind ?? asked.class} ${verb(fact.triple[1], asked)} ${named(given)}?`;
  return { front: frontOf(brief, question), answer: answerOf(brief), body: { type: "reverse" }, unlockedBy: [] };
};
