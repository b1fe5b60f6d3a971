/** From object to subject: "Which cells make osteocalcin?" Only where one subject fits (rule Q17). */
import { frontOf } from "./front.ts";
import { answerOf, type Template } from "./template.ts";

export const reverse: Template = (brief) => {
  const { front, ...marking } = frontOf(brief);
  return { front, marking, answer: answerOf(brief), body: { type: "reverse" }, unlockedBy: [] };
};
