/** Which card may stay in front, and which come after it. */
import { buildQueue, shownFrom } from "../../core/plan/queue.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Today } from "../../store/today/today.ts";

/** How many cards are read before it is their turn. */
const AHEAD = 2;

/** The rows of all cards but this one. */
export const others = (rows: readonly StateRow[], { id }: StateRow): StateRow[] => rows.filter((row) => row.id !== id);

/** Today with a card gone from all of its queues. */
export const without = (today: Today, row: StateRow): Today => ({
  ...today,
  learning: others(today.learning, row),
  reviews: others(today.reviews, row),
  newCards: others(today.newCards, row),
  called: others(today.called ?? [], row),
  early: others(today.early ?? [], row),
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
    isIn(today.learning) ||
    isIn([...(today.called ?? []), ...(today.early ?? [])]) ||
    (isIn([...today.reviews, ...today.newCards]) && !siblingSeen)
  );
}
