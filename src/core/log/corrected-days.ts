import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import { DAY_MS } from "../plan/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ClockCorrectionEvent, ReviewEvent } from "./kinds.ts";
import { takenBack } from "./taken-back.ts";

/**
 * So many corrections of one card count, the earliest of them. No clock is put right more often; a file that brings more
 * was made to take the time of everybody who opens it.
 */
export const MOST_CORRECTIONS = 1000;

/**
 * The log as it would be had the clock been right: its reviews on the days and in the order in which they were really
 * made. Linear in the log and in what its corrections name.
 * @param log of one card, in order
 */
export function correctedDays(log: readonly Envelope[]): readonly Envelope[] {
  const all = log.filter((event) => isOfKind(event, "clock-correction"));
  if (all.length === 0) return log;
  const gone = takenBack(log);
  const pairs = all
    .filter(({ id }) => !gone.has(id))
    .slice(0, MOST_CORRECTIONS)
    .flatMap((correction) => correction.moved.map((review) => ({ review, correction })));
  const byReview = grouped(pairs, ({ review }): EventId => review);
  const right = log.map((event) => {
    const corrections = byReview.get(event.id);
    if (!corrections || !isOfKind(event, "review")) return event;
    return corrections.reduce((review, { correction }) => moved(review, correction), event);
  });
  // Stable: reviews that were moved to one instant stay in their order.
  return right.sort((a, b) => a.atMs - b.atMs);
}

/** A correction moves only what lies after its own day, and never to before the beginning. */
function moved(review: ReviewEvent, correction: ClockCorrectionEvent): ReviewEvent {
  const { studyDay, shiftDays, newest, next } = correction;
  if (review.studyDay <= studyDay || review.studyDay - shiftDays < -1) return review;
  const { dueDay, dueAtMs } = review.next;
  const shifted = {
    dueDay: Math.max(-1, dueDay - shiftDays),
    dueAtMs: dueAtMs === null ? null : Math.max(0, dueAtMs - shiftDays * DAY_MS),
  };
  return {
    ...review,
    // However late in its day it was, it was made before the correction.
    atMs: Math.max(0, Math.min(review.atMs - shiftDays * DAY_MS, correction.atMs - 1)),
    studyDay: review.studyDay - shiftDays,
    next: review.id === newest ? next : shifted,
  };
}
