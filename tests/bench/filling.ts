/** How much a database of the bench holds, and what that is called. Read by the page that fills it as well. */

/** Of each card; profiles with others have names that say so. */
export const USUAL_REVIEWS = 10;

/** What a deck of a backup may hold is some 80,000 such cards, and what is measured of a package are 20,000. */
export const CARDS_OF_DECK = 20_000;

/** How many cards with how many reviews a database is filled with, and for how long at most. */
export interface Filling {
  readonly cards: number;
  readonly reviewsEach: number;
  readonly budgetMs?: number;
}

export const usual = (cards: number): Filling => ({ cards, reviewsEach: USUAL_REVIEWS });

/** How many decks so many cards are put into. */
export const decksFor = (cards: number): number => Math.ceil(cards / CARDS_OF_DECK);

/** One card in ten is new. */
export const eventsOf = ({ cards, reviewsEach }: Filling): string => (cards * 0.9 * reviewsEach).toLocaleString("en");

/** How large that is, in the words of a row. */
export const named = (cards: number): string => `${cards.toLocaleString("en")} cards, ${eventsOf(usual(cards))} events`;

/** The same in the name of a folder: what holds something else must not be taken for it. */
export const nameOf = ({ cards, reviewsEach }: Filling): string => {
  const reviews = reviewsEach === USUAL_REVIEWS ? "" : `x${reviewsEach}`;
  const decks = decksFor(cards);
  return `${cards}${reviews}${decks === 1 ? "" : `-in-${decks}`}`;
};
