/** Today as it is after an event, worked out from what was read before it, so that the next card needs no reading. */

import { factOf } from "../core/ids.ts";
import type { ReviewEvent } from "../core/log/event.ts";
import type { CardRow } from "../store/schema.ts";
import type { Today } from "../store/today.ts";

export function advanceByReview(today: Today, row: CardRow, review: ReviewEvent): Today {
  const others = (rows: readonly CardRow[]) => rows.filter(({ id }) => id !== row.id);
  const learning = others(today.learning);
  return {
    ...today,
    learning: row.state.dueAtMs === null ? learning : [...learning, row],
    reviews: others(today.reviews),
    fresh: others(today.fresh),
    doneToday: [...today.doneToday, review],
  };
}

export function advanceByNotice(today: Today, row: CardRow, subject: string): Today {
  const renewed = (rows: readonly CardRow[]) => rows.map((other) => (other.id === row.id ? row : other));
  return {
    ...today,
    learning: renewed(today.learning),
    reviews: renewed(today.reviews),
    fresh: renewed(today.fresh),
    seen: new Set([...today.seen, subject]),
  };
}

/**
 * Whether a card that is being shown may stay: nobody has answered it, or a sibling of it, in the meantime. A card
 * within its steps waits for no sibling, as in the queue; after a merge two of one fact may be there at once.
 */
export function stillWaits(card: CardRow, today: Today): boolean {
  const isIn = (rows: readonly CardRow[]) =>
    rows.some(({ id, revision }) => id === card.id && revision === card.revision);
  const siblingSeen = today.doneToday.some((event) => event.card !== card.id && factOf(event.card) === card.fact);
  return isIn(today.learning) || (isIn([...today.reviews, ...today.fresh]) && !siblingSeen);
}
