import type { Envelope } from "../log/envelope.ts";
import { isOfKind } from "../log/event.ts";
import { applyEvent, countedEvents } from "../log/fold.ts";
import type { ReviewEvent } from "../log/kinds.ts";
import { reviewTimes } from "../log/review-times.ts";
import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import type { Scheduler } from "../memory/scheduler.ts";
import { HOUR_MS, MINUTE_MS } from "../plan/study-day.ts";
import { answerKind, isMature, tellsRetention } from "./answer-kind.ts";
import { cardStand } from "./card-stand.ts";
import { type Answer, type DayTableMaker, HOURS } from "./day-table.ts";

/**
 * Adds one card's log to the table: what counts of it, on the study days on which it was done. What was taken back is left
 * out; what a wrong clock had dated stands where its correction put it.
 * @param log of one card, also under the ids that it had before, in any order
 * @param inDeck false for a card that is no longer in its deck: what was answered counts, where it stands does not
 */
export function addCardLog(table: DayTableMaker, log: readonly Envelope[], scheduler: Scheduler, inDeck = true): void {
  // Nearly no log has a correction; without one every event says itself when it was made.
  const times = log.some((event) => isOfKind(event, "clock-correction")) ? reviewTimes(log) : null;
  let before = NEW_CARD_STATE;
  for (const event of countedEvents(log)) {
    const after = applyEvent(before, event, scheduler);
    if (isOfKind(event, "review")) table.answer(answerOf(event, before, times?.get(event.id) ?? event.atMs));
    if (inDeck) table.moved(event.studyDay, cardStand(before), cardStand(after));
    before = after;
  }
}

function answerOf(event: ReviewEvent, before: CardState, atMs: number): Answer {
  return {
    day: event.studyDay,
    kind: answerKind(before),
    rating: event.rating,
    durationMs: event.durationMs,
    hour: hourOf(atMs, event.offsetMinutes),
    introduces: before.reviews === 0,
    retention: tellsRetention(before) ? (isMature(before) ? "mature" : "young") : null,
  };
}

/** The hour on the user's clock. A wall clock of before 1970 has hours as well. */
function hourOf(atMs: number, offsetMinutes: number): number {
  const hours = Math.floor((atMs + offsetMinutes * MINUTE_MS) / HOUR_MS);
  return ((hours % HOURS) + HOURS) % HOURS;
}
