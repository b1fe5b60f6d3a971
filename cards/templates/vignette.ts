/** A short scene that ends in a question. */
import { answerOf, frontOf, hasPlainCard, type Template } from "./template.ts";

export const vignette: Template = (brief) => ({
  front: frontOf(brief),
  answer: answerOf(brief),
  body: { type: "vignette" },
  unlockedBy: hasPlainCard(brief.fact) ? [brief.fact.id] : [],
});
