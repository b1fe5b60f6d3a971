/** Two that are mixed up, side by side. Waits until both were answered right. */
import { AuthorError, answerOf, frontOf, type Template } from "./template.ts";

export const contrast: Template = (brief) => {
  const { spec, template, fact } = brief;
  if (spec.against === undefined || spec.with === undefined) {
    throw new AuthorError(
      `cards.${template}: a contrast names its other member (against) and the fact that teaches it (with)`,
    );
  }
  return {
    front: frontOf(brief),
    answer: answerOf(brief),
    body: { type: "contrast" },
    unlockedBy: [fact.id, spec.with],
  };
};
