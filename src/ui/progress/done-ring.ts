import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import type { KnownFacts } from "../../core/stats/known-facts.ts";
import type { Knowledge } from "../../session/cards/read-facts.ts";

/** @param is asked of a fact of which something was answered today */
function todays({ chapters }: DeckFacts, today: number, is: (facts: KnownFacts, place: number) => boolean): number {
  let count = 0;
  for (const { facts } of chapters)
    for (let place = 0; place < facts.length; place++)
      if (facts.lastDays[place] === today && is(facts, place)) count += 1;
  return count;
}

/** How many facts were begun today. */
export const newArcs = (deck: DeckFacts, today: number): number =>
  todays(deck, today, ({ begunOnLastDay }, place) => begunOnLastDay[place] === 1);

/** The deck of which most was answered today; the first where that was nothing. There is at least one. */
export function studiedDeck({ decks, today }: Knowledge): DeckFacts {
  const answered = (deck: DeckFacts): number => todays(deck, today, () => true);
  return decks.reduce((most, deck) => (answered(deck) > answered(most) ? deck : most));
}
