/** What follows from what was read of today, so that the next card needs no reading. */
import { countsAsToday } from "../../core/time/study-day.ts";
import type { StateRow } from "../../store/database/schema.ts";
import type { Today } from "../../store/today/today.ts";
import { others, without } from "./coming-cards.ts";

/**
 * Today after a review.
 * @param row the card as it stands since
 * @param contrast what the answer calls for, if anything
 */
export function advanceByReview(today: Today, row: StateRow, contrast?: StateRow): Today {
  const { learning, called = [], ...rest } = without(today, row);
  const { lastDay, dueAtMs } = row.state;
  // As it is read: what a wrong clock has dated counts on that day.
  const isOfToday = lastDay !== null && countsAsToday(lastDay, today.now.today);
  const answered = others(today.answered, row);
  return {
    ...rest,
    past: { ...rest.past, answers: rest.past.answers + 1, lastDay: isOfToday ? rest.now.today : rest.past.lastDay },
    learning: dueAtMs === null ? learning : [...learning, row],
    answered: isOfToday ? [...answered, row] : answered,
    called: contrast ? [...others(called, contrast), contrast] : called,
  };
}

/**
 * Today after an answer of today was taken back. What else follows from that, such as which new cards wait for its fact, is
 * known when today is read again.
 * @param row the card as it stands since
 */
export function advanceByUndo(today: Today, row: StateRow): Today {
  const { learning, reviews, newCards, ...rest } = without(today, row);
  const { lastDay, dueDay, dueAtMs } = row.state;
  const isOfToday = lastDay !== null && countsAsToday(lastDay, today.now.today);
  const answered = others(today.answered, row);
  const isDue = dueAtMs === null && dueDay !== null && dueDay <= today.now.today;
  return {
    ...rest,
    past: { ...rest.past, answers: Math.max(0, rest.past.answers - 1) },
    learning: dueAtMs === null ? learning : [...learning, row],
    reviews: isDue ? [row, ...reviews] : reviews,
    newCards: dueDay === null ? [row, ...newCards] : newCards,
    answered: isOfToday ? [...answered, row] : answered,
  };
}
