import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import type { Knowledge } from "../../session/cards/read-facts.ts";

const factsOf = ({ chapters }: DeckFacts) => chapters.flatMap(({ facts }) => facts);

/** How many facts were begun today. */
export const newArcs = (deck: DeckFacts, today: number): number =>
  factsOf(deck).filter((fact) => fact.lastDay === today && fact.begunOnLastDay).length;

/** The deck of which most was answered today; the first where that was nothing. There is at least one. */
export function studiedDeck({ decks, today }: Knowledge): DeckFacts {
  const answered = (deck: DeckFacts): number => factsOf(deck).filter(({ lastDay }) => lastDay === today).length;
  return decks.reduce((most, deck) => (answered(deck) > answered(most) ? deck : most));
}
