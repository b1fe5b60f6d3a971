import type { Deck, Term } from "../../src/core/deck/deck.ts";
import { contentStems, plain } from "../rich-text.ts";
import { answerText, askedText, frontText, namesOf, perCard } from "./rule.ts";

export const q05 = perCard("Q5", "No leak", (draft, say, { source, deck }) => {
  const front = frontText(draft);
  if (draft.body.type === "contrast" && / or /.test(front)) return;
  const answer = answerText(draft);
  if (draft.body.type === "number") {
    // The unit may stand in the question; the figure may not.
    const figure = numbers(answer).find((number) => numbers(front).includes(number));
    if (figure !== undefined) say(`the question gives away the number ${figure}`);
    return;
  }
  const full = answer.toLowerCase().includes(draft.asked.name.toLowerCase());
  // Question and answer of a direction both keep the hedge, and it says nothing of the way.
  const hedge = draft.asks === "sign" ? (draft.fact.hedge ?? "") : "";
  const common = new Set([...source.deck.common, hedge].flatMap(contentStems));
  const telling = new Set([answer, ...(full ? namesOf(draft.asked) : [])].flatMap(contentStems));
  for (const term of newTerms(draft.id, deck)) {
    const told = contentStems(`${term.name} ${plain(term.definition)}`).filter(
      (stem) => telling.has(stem) && !common.has(stem),
    );
    if (told.length > 0) say(`the term "${term.name}", shown just before, gives away "${told.join('", "')}"`);
  }
  const leaked = contentStems(askedText(draft)).filter((stem) => telling.has(stem) && !common.has(stem));
  if (leaked.length > 0) say(`the question gives away "${leaked.join('", "')}" of the answer "${answer}"`);
});

const numbers = (text: string): string[] => text.match(/\d+(\.\d+)?/g) ?? [];

/** The terms that are shown for the first time right before this card. */
function newTerms(id: string, deck: Deck): Term[] {
  const place = deck.cards.findIndex((card) => card.id === id);
  const earlier = new Set(deck.cards.slice(0, place).flatMap((card) => card.terms));
  return deck.terms.filter((term) => deck.cards[place]?.terms.includes(term.id) === true && !earlier.has(term.id));
}
