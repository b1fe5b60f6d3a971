import type { Term } from "../../src/core/deck/deck.ts";
import { isMetFirst } from "../asking/met.ts";
import type { Content } from "../generate.ts";
import { harmlessStems, leakOf, tellingStems } from "../making/leak.ts";
import { contentStems, plain } from "../words/rich-text.ts";
import { answerText, askedText, frontText, perCard } from "./rule.ts";

export const q05 = perCard("Q5", "No leak", (draft, say, { deck, around }) => {
  const front = frontText(draft);
  if (draft.body.type === "contrast" && / or /.test(front)) return;
  const answer = answerText(draft);
  if (draft.body.type === "number") {
    // The unit may stand in the question; the figure may not.
    const figure = numbers(answer).find((number) => numbers(front).includes(number));
    if (figure !== undefined) say(`the question gives away the number ${figure}`);
    return;
  }
  const harmless = new Set([...around.common, ...harmlessStems(draft)]);
  const telling = tellingStems(draft);
  // A fact that is read before it is asked says the answer itself, and its words are explained before it is read.
  const explained = isMetFirst(draft.fact, around.met) ? [] : newTerms(draft.id, deck);
  for (const term of explained) {
    const told = contentStems(`${term.name} ${plain(term.definition)}`).filter(
      (stem) => telling.has(stem) && !harmless.has(stem),
    );
    if (told.length > 0) say(`the term "${term.name}", shown just before, gives away "${told.join('", "')}"`);
  }
  const { stems, roots } = leakOf(draft, askedText(draft), around);
  if (stems.length > 0) say(`the question gives away "${stems.join('", "')}" of the answer "${answer}"`);
  if (roots.length > 0) say(`question and answer share a root: ${roots.join(", ")}`);
});

const numbers = (text: string): string[] => text.match(/\d+(\.\d+)?/g) ?? [];

/** The terms that are shown for the first time right before this card. */
function newTerms(id: string, deck: Content): Term[] {
  const place = deck.cards.findIndex((card) => card.id === id);
  const earlier = new Set(deck.cards.slice(0, place).flatMap((card) => card.terms));
  return deck.terms.filter((term) => deck.cards[place]?.terms.includes(term.id) === true && !earlier.has(term.id));
}
