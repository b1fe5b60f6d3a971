/**
 * What one event of a card adds to the sums of its day. All of it follows from events and steps, whatever weights are in
 * force: so the sums of the past stay when those are changed.
 */
import type { EventId } from "../ids.ts";
import type { Envelope } from "../log/envelope.ts";
import { isOfKind } from "../log/event.ts";
import type { Transitions } from "../log/event-kind.ts";
import { applyEvent, countedEvents } from "../log/fold.ts";
import type { ReviewEvent } from "../log/kinds.ts";
import { reviewTimes } from "../log/review-times.ts";
import { type CardState, NEW_CARD_STATE } from "../memory/card-state.ts";
import { STEPS } from "../memory/model.ts";
import type { Rating } from "../memory/rating.ts";
import { nextStep } from "../memory/steps.ts";
import { HOUR_MS, MINUTE_MS, type StudyDay } from "../time/study-day.ts";
import { type AnswerKind, answerKind, isMature, tellsRetention } from "./answer-kind.ts";
import { type CardStand, cardStand } from "./card-stand.ts";

export const HOURS = 24;

/** One answer that counts. */
export interface DayAnswer {
  readonly kind: AnswerKind;
  readonly rating: Rating;
  readonly durationMs: number;
  /** On the clock of the user's zone at that time, 0 to 23. */
  readonly hour: number;
  /** The card had never been answered. */
  readonly introduces: boolean;
  /** For which group it counts towards true retention; null where it does not. */
  readonly retention: "young" | "mature" | null;
}

export interface DayEntry {
  readonly event: EventId;
  readonly day: StudyDay;
  /** Null for what is no answer, as a reset. */
  readonly answer: DayAnswer | null;
  /** Where the card stood and where it stands since; null where that is the same, or the card in no deck. */
  readonly moved: readonly [from: CardStand, to: CardStand] | null;
}

/**
 * @param event that counts, on its right day
 * @param atMs when it was really made
 * @returns null for what adds nothing
 */
export function dayEntry(before: CardState, event: Envelope, after: CardState, atMs = event.atMs): DayEntry | null {
  const answer = isOfKind(event, "review") ? answerOf(event, before, atMs) : null;
  const [from, to] = [cardStand(before), cardStand(after)];
  if (answer === null && from === to) return null;
  return { event: event.id, day: event.studyDay, answer, moved: from === to ? null : [from, to] };
}

/** Leaves the memory state as it is: nothing that is asked of a state here depends on it. */
const WITHOUT_MEMORY: Transitions = {
  transition(before, rating) {
    const { phase, step } = nextStep(before.phase, before.step, rating, STEPS);
    return { phase, step, memory: before.memory ?? { stability: 0, difficulty: 0 } };
  },
};

/**
 * What of one card's log counts, each on the study day on which it was done. What was taken back is left out; what a wrong
 * clock had dated stands where its correction put it.
 * @param log of one card, also under the ids that it had before, in any order
 * @param inDeck false for a card that is in no deck: what was answered counts, where it stands does not
 */
export function dayEntries(log: readonly Envelope[], inDeck = true): DayEntry[] {
  // Nearly no log has a correction; without one every event says itself when it was made.
  const times = log.some((event) => isOfKind(event, "clock-correction")) ? reviewTimes(log) : null;
  const entries: DayEntry[] = [];
  let before = NEW_CARD_STATE;
  for (const event of countedEvents(log)) {
    const after = applyEvent(before, event, WITHOUT_MEMORY);
    const entry = dayEntry(before, event, after, times?.get(event.id));
    before = after;
    if (entry && (inDeck || entry.answer)) entries.push(inDeck ? entry : { ...entry, moved: null });
  }
  return entries;
}

function answerOf(event: ReviewEvent, before: CardState, atMs: number): DayAnswer {
  return {
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
