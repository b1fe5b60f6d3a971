/** The key and two wrong options, each with its own line of why. Waits until the fact was recalled once. */
import { luresFor } from "../asking/lures.ts";
import { capitalise, parseRich } from "../words/rich-text.ts";
import { frontOf } from "./front.ts";
import { AuthorError, answerOf, type Template } from "./template.ts";

/** Wrong options beside the right one. */
const WRONG = 2;

export const choice: Template = (brief) => {
  const { source, around, spec, template, fact, asked, query } = brief;
  const { front, ...marking } = frontOf(brief);
  const members = marking.class.members;
  const wrong = spec.wrong.length > 0 ? spec.wrong : luresFor(source, around, { fact, asked, query, members });
  if (wrong.length < WRONG && spec.wrong.length === 0) {
    throw new AuthorError(`cards.${template}: the deck knows too few wrong options of its class: write them (wrong:)`);
  }
  const options = wrong.map(({ is, text, why }) => ({
    text: parseRich(text ?? capitalise(source.entities.get(is)?.name ?? is)),
    correct: false,
    why: parseRich(why),
  }));
  const answer = answerOf(brief);
  const right = { text: answer, correct: true, why: parseRich(spec.why ?? fact.statement) };
  return {
    front,
    marking,
    answer,
    wrong,
    body: { type: "choice", options: [right, ...options] },
    unlockedBy: [fact.id],
  };
};

/** The options with the key at `place`; the wrong ones keep their order. The page shuffles again at each showing. */
export function placeKey<T extends { readonly correct: boolean }>(options: readonly T[], place: number): T[] {
  const wrong = options.filter((option) => !option.correct);
  return wrong.toSpliced(place % options.length, 0, ...options.filter((option) => option.correct));
}
