import { contentStems } from "../words/rich-text.ts";
import { frontText, perCard, speaksOf } from "./rule.ts";

/** So much of a definition in the question asks for the word it defines, and no longer for the fact. */
const TOO_MUCH = 0.6;
const FEWEST = 3;

export const q27 = perCard("Q27", "Asks the fact, not the word", (draft, say, { source }) => {
  const { asked, spec } = draft;
  if (spec.front === undefined) return;
  const asks = new Set(contentStems(frontText(draft)));
  const definitions = [
    ...source.terms.filter(({ name }) => speaksOf(name, asked)).map(({ definition }) => definition),
    ...(asked.says === undefined ? [] : [asked.says]),
  ];
  const names = new Set([asked.name, ...asked.aka].flatMap(contentStems));
  for (const definition of definitions) {
    const stems = [...new Set(contentStems(definition))].filter((stem) => !names.has(stem));
    const shared = stems.filter((stem) => asks.has(stem));
    if (shared.length >= FEWEST && shared.length / stems.length >= TOO_MUCH)
      say(`is the definition of its answer: "${definition}"`);
  }
});
