/** From subject to object: "Which protein do osteoblasts make?" */
import { relation } from "../relations.ts";
import { answerOf, frontOf, named, type Template } from "./template.ts";

export const forward: Template = (brief) => {
  const { asked, given, spec, fact } = brief;
  const does = given.plural ? "do" : "does";
  const question = `Which ${spec.kind ?? asked.class} ${does} ${named(given)} ${relation(fact.triple[1]).many}?`;
  return { front: frontOf(brief, question), answer: answerOf(brief), body: { type: "forward" }, unlockedBy: [] };
};
