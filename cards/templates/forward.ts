/** From subject to object: "Which protein do osteoblasts make?" Or for the direction: "How does X change Y?" */
import { frontOf } from "./front.ts";
import { answerOf, type Template } from "./template.ts";

export const forward: Template = (brief) => {
  const { front, ...marking } = frontOf(brief);
  return { front, marking, answer: answerOf(brief), body: { type: "forward" }, unlockedBy: [] };
};
