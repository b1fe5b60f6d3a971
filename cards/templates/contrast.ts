/** Two that are mixed up, side by side. Waits until both were answered right. */
import { eitherQuestion } from "../asking/frames.ts";
import { parseRich } from "../words/rich-text.ts";
import { noPlace, ownFront } from "./front.ts";
import { AuthorError, answerOf, ownMarking, type Template } from "./template.ts";

export const contrast: Template = (brief) => {
  const { source, spec, template, fact, asks, asked, given } = brief;
  const other = source.entities.get(spec.against ?? "");
  if (other === undefined || spec.with === undefined) {
    throw new AuthorError(
      `cards.${template}: a contrast names its other member (against) and the fact that teaches it (with)`,
    );
  }
  const own = ownFront(brief);
  if (own === null && asks === "sign") throw new AuthorError(`cards.${template}: needs a front`);
  const text = asks === "sign" ? null : eitherQuestion({ source, fact, asks, asked, given }, other);
  if (own === null && text === null) throw new AuthorError(noPlace(brief));
  const { front, ...marking } = own ?? { front: parseRich(text ?? ""), ...ownMarking(brief) };
  return { front, marking, answer: answerOf(brief), body: { type: "contrast" }, unlockedBy: [fact.id, spec.with] };
};
