import { isBegun } from "../memory/card-state.ts";
import { endOfToday } from "../time/now.ts";
import { type StudyDay, startOfStudyDay } from "../time/study-day.ts";
import { type Day, dueAt } from "./queue.ts";

/** The first study day after today on which a card in review falls due, and how many do; null when none ever does. */
export type Later = { readonly day: StudyDay; readonly cards: number } | null;

/** When the next card can be shown, and how many can at that instant, none of those that come later; null when no card is scheduled at all. */
export type NextDueCards = { readonly atMs: number; readonly cards: number } | null;

/** How many cards would be due or new today and were put off until tomorrow. */
export interface PutOff {
  readonly newCards: number;
  /** In review, or within their steps. */
  readonly begun: number;
}
const NONE: PutOff = { newCards: 0, begun: 0 };

/**
 * When the next card is due once today's queue is empty, and how many are asked then: no more than the portion of a learner who
 * catches up, and than the settings allow a day.
 * @param counted cards in review that are due by today, as far as somebody has counted them: of the day only the first are read
 */
export function nextDue(day: Day, later: Later, putOff = NONE, counted = 0): NextDueCards {
  const tomorrowMs = endOfToday(day.now);
  const learning = day.learning.map((card) => dueAt(card, day.now.nowMs));
  const soonest = Math.min(...learning);
  const atSoonest = learning.filter((dueMs) => dueMs === soonest).length;
  if (soonest < tomorrowMs) return { atMs: soonest, cards: atSoonest };

  // Cards that wait behind a limit or a sibling come tomorrow, with tomorrow's new cards.
  const { today, rolloverHour, offsetAt } = day.now;
  const newOnes = putOff.newCards + day.newCards.filter(({ state }) => state.phase === "new").length;
  const { newPerDay, reviewsPerDay } = day.settings;
  const catchUp = day.plan?.catchUp;
  // The last day of a plan is one of it.
  const portion = catchUp && catchUp.untilDay > today ? catchUp.perDay : Number.POSITIVE_INFINITY;
  const newCards = portion < Number.POSITIVE_INFINITY ? 0 : Math.min(newOnes, newPerDay);
  const fallDue = later?.day === today + 1 ? later.cards : 0;
  const waiting = Math.max(counted, day.reviews.filter(({ state }) => isBegun(state)).length);
  const reviews = Math.min(putOff.begun + waiting + fallDue, reviewsPerDay, portion);
  if (newCards + reviews > 0) return { atMs: tomorrowMs, cards: newCards + reviews };
  const laterMs = later ? startOfStudyDay(later.day, rolloverHour, offsetAt) : Number.POSITIVE_INFINITY;
  if (soonest < laterMs) return { atMs: soonest, cards: atSoonest };
  return later ? { atMs: laterMs, cards: later.cards } : null;
}
