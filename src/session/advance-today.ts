/** What follows from what was read of today, so that the next card needs no reading. */
import { buildQueue, shownFrom } from "../core/plan/queue.ts";
import type { StateRow } from "../store/schema.ts";
import type { Today } from "../store/today.ts";

/** How many cards are read before it is their turn. */
const AHEAD = 2;

const others = (rows: readonly StateRow[], { id }: StateRow): StateRow[] => rows.filter((row) => row.id !== id);

const without = (today: Today, row: StateRow): Today => ({
  ...today,
  learning: others(today.learning, row),
  reviews: others(today.reviews, row),
  newCards: others(today.newCards, row),
  called: others(today.called ?? [], row),
});

/**
 * Today after a review.
 * @param row the card as it stands since
 * @param contrast what the answer calls for, if anything
 */
export function advanceByReview(today: Today, row: StateRow, contrast?: StateRow): Today {
  const { learning, called = [], ...rest } = without(today, row);
  const { lastDay, dueAtMs } = row.state;
  // As it is read: a traveller's card can be a day ahead, and what a wrong clock has dated counts on that day.
  const isOfToday = lastDay !== null && lastDay >= today.now.today && lastDay <= today.now.today + 1;
  const answered = others(today.answered, row);
  return {
    ...rest,
    past: { ...rest.past, answers: rest.past.answers + 1, lastDay: isOfToday ? rest.now.today : rest.past.lastDay },
    learning: dueAtMs === null ? learning : [...learning, row],
    answered: isOfToday ? [...answered, row] : answered,
    called: contrast ? [...others(called, contrast), contrast] : called,
  };
}

/** Today after a card was set aside. @param row the card as it stands since */
export const advanceBySetAside = (today: Today, row: StateRow): Today => ({
  ...without(today, row),
  putOff: row.state.suspended ? (today.putOff ?? []) : [...(today.putOff ?? []), row],
});

/** The cards that are likely to come after the one in front. @param goesAhead as in `shownFrom` */
export const comingAfter = (row: StateRow, today: Today, goesAhead: boolean): readonly StateRow[] =>
  shownFrom(buildQueue(without(today, row)), goesAhead).slice(0, AHEAD);

/**
 * Whether a card that is being shown may stay: nobody has answered it, or a sibling of it, in the meantime. A card
 * within its steps waits for no sibling, as in the queue; after a merge two of one fact may be there at once. Nor does a
 * contrast that was called for, being of the fact that was just answered.
 */
export function stillWaits(card: StateRow, today: Today): boolean {
  const isIn = (rows: readonly StateRow[]) =>
    rows.some(({ id, revision }) => id === card.id && revision === card.revision);
  const siblingSeen = today.answered.some(({ id, fact }) => id !== card.id && fact === card.fact);
  return (
    isIn(today.learning) || isIn(today.called ?? []) || (isIn([...today.reviews, ...today.newCards]) && !siblingSeen)
  );
}
