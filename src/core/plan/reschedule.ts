import type { CardEntry } from "../card.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import type { StudyDay } from "./study-day.ts";

/** A card that the model in force would show on another study day than was promised. */
export interface Move<C> {
  readonly card: C;
  readonly dueDay: StudyDay;
}

/**
 * Which cards in review would be due on another day, had their last answer been given by the model in force. No card goes to
 * a day that has passed: what would have been due is due today.
 */
export function rescheduling<C extends Pick<CardEntry, "id" | "state" | "retired">>(
  cards: readonly C[],
  scheduler: Pick<Scheduler, "intervalDays">,
  today: StudyDay,
): Move<C>[] {
  return cards.flatMap((card) => {
    const { memory, dueAtMs, lastDay, dueDay } = card.state;
    if (card.retired || memory === null || dueAtMs !== null || lastDay === null || dueDay === null) return [];
    const wanted = Math.max(today, lastDay + scheduler.intervalDays(card.id, card.state));
    // A card that is overdue stays where it is: it is asked today either way.
    return wanted === Math.max(today, dueDay) ? [] : [{ card, dueDay: wanted }];
  });
}
