/** A number, typed or said; the whole range is right. */
import { AuthorError, answerOf, frontOf, type Template } from "./template.ts";

export const number: Template = (brief) => {
  const { accepts } = brief.spec;
  if (accepts === undefined) throw new AuthorError(`cards.${brief.template}: needs accepts: {min, max, unit}`);
  return { front: frontOf(brief), answer: answerOf(brief), body: { type: "number", accepts }, unlockedBy: [] };
};
