import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import { DAY_MS, type StudyDay } from "../plan/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent } from "./kinds.ts";
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
  const standing = grouped(
    log.filter((event) => canBeMoved(event) && !byReview.has(event.id)),
    ({ studyDay }) => studyDay,
  );
  const right = log.map((event) => {
    const corrections = byReview.get(event.id);
    if (!corrections || !canBeMoved(event)) return event;
    return corrections.reduce((one, { correction }) => moved(one, correction, standing), event);
  });
  // Stable: reviews that were moved to one instant stay in their order.
  return right.sort((a, b) => a.atMs - b.atMs);
}

/** What a correction can put on another day: what was done to the card. */
export const canBeMoved = (event: Envelope): event is ReviewEvent | ResetEvent =>
  isOfKind(event, "review") || isOfKind(event, "reset");

/**
 * A correction moves only what lies after its own day, and never to before the beginning.
 * @param standing what no correction moves, by its day, in order
 */
function moved(
  event: ReviewEvent | ResetEvent,
  correction: ClockCorrectionEvent,
  standing: ReadonlyMap<StudyDay, readonly Envelope[]>,
): ReviewEvent | ResetEvent {
  const { studyDay, shiftDays, newest, next } = correction;
  if (event.studyDay <= studyDay || event.studyDay - shiftDays < -1) return event;
  const there = { atMs: event.atMs - shiftDays * DAY_MS, studyDay: event.studyDay - shiftDays };
  // A clock is wrong by hours too. What it dated was done before the correction, however late in its day it was, and
  // after all else of its day: until then the clock was right. What was made later moves nothing: see `canFollow`.
  const isThatDay = there.studyDay === studyDay;
  const rightly = isThatDay ? correction.atMs : lastBefore(correction.atMs, standing.get(there.studyDay) ?? []);
  const atMs = Math.max(0, Math.min(Math.max(there.atMs, rightly), correction.atMs - 1));
  const placed = { ...there, atMs };
  if (event.kind === "reset") return { ...event, ...placed };
  const { dueDay, dueAtMs } = event.next;
  const shifted = {
    dueDay: Math.max(-1, dueDay - shiftDays),
    dueAtMs: dueAtMs === null ? null : Math.max(0, dueAtMs - shiftDays * DAY_MS),
  };
  return { ...event, ...placed, next: event.id === newest ? next : shifted };
}

/** The instant of the last event before another instant; 0 where there is none. A binary search: files may be long. */
function lastBefore(atMs: number, events: readonly Envelope[]): number {
  let [from, to] = [0, events.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((events[middle]?.atMs ?? atMs) < atMs) from = middle + 1;
    else to = middle;
  }
  return events[from - 1]?.atMs ?? 0;
}
