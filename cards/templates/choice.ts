/** The key and two wrong options, each with its own line of why. Waits until the fact was recalled once. */
import { capitalise, parseRich } from "../rich-text.ts";
import { AuthorError, answerOf, frontOf, type Template } from "./template.ts";

export const choice: Template = (brief) => {
  const { source, spec, template, fact } = brief;
  if (spec.why === undefined) throw new AuthorError(`cards.${template}: needs a why for the right option`);
  const wrong = spec.wrong.map(({ is, text, why }) => ({
    text: parseRich(text ?? capitalise(source.entities.get(is)?.name ?? is)),
    correct: false,
    why: parseRich(why),
  }));
  const answer = answerOf(brief);
  return {
    front: frontOf(brief),
    answer,
    body: { type: "choice", options: [{ text: answer, correct: true, why: parseRich(spec.why) }, ...wrong] },
    unlockedBy: [fact.id],
  };
};

/** The options with the key at `place`; the wrong ones keep their order. The page shuffles again at each showing. */
export function placeKey<T extends { readonly correct: boolean }>(options: readonly T[], place: number): T[] {
  const wrong = options.filter((option) => !option.correct);
  return wrong.toSpliced(place % options.length, 0, ...options.filter((option) => option.correct));
}
