/** A short scene and one question about it; only an author can write one. */
import { ownFront } from "./front.ts";
import { AuthorError, answerOf, hasPlainCard, type Template } from "./template.ts";

export const vignette: Template = (brief) => {
  const own = ownFront(brief);
  if (own === null) throw new AuthorError(`cards.${brief.template}: needs a front`);
  const { front, ...marking } = own;
  const unlockedBy = hasPlainCard(brief.fact) ? [brief.fact.id] : [];
  return { front, marking, answer: answerOf(brief), body: { type: "vignette" }, unlockedBy };
};
