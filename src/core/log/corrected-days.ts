import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import { DAY_MS } from "../plan/study-day.ts";
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
  const right = log.map((event) => {
    const corrections = byReview.get(event.id);
    if (!corrections || !canBeMoved(event)) return event;
    return corrections.reduce((one, { correction }) => moved(one, correction), event);
  });
  const endMs = (event: Envelope): number => byReview.get(event.id)?.[0]?.correction.atMs ?? 0;
  // Stable: reviews that were moved to one instant stay in their order.
  return afterTheirDay(right, endMs, gone).sort((a, b) => a.atMs - b.atMs);
}

/**
 * A clock that is wrong by days is mostly wrong by hours too. What it dated was done after all else of the day that it was
 * moved to, since until then the clock was right.
 * @param endMs when the first correction of an event was made, before which all of this was done; 0 where none moves it
 */
function afterTheirDay(
  events: readonly Envelope[],
  endMs: (event: Envelope) => number,
  gone: ReadonlySet<EventId>,
): Envelope[] {
  const movable = grouped(events.filter(canBeMoved), (event) => (endMs(event) > 0 ? "moved" : "standing"));
  const standing = grouped(movable.get("standing") ?? [], ({ studyDay }) => studyDay);
  // Nothing is moved to after the last that counts: what is made later must change nothing here, see `canFollow`.
  let lastMs = 0;
  for (const { id, atMs } of movable.get("moved") ?? []) if (!gone.has(id)) lastMs = Math.max(lastMs, atMs);
  return events.map((event) => {
    if (endMs(event) === 0 || !canBeMoved(event)) return event;
    const before = lastBefore(Math.min(lastMs + 1, endMs(event)), standing.get(event.studyDay) ?? []);
    return before > event.atMs ? { ...event, atMs: before } : event;
  });
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

/** What a correction can put on another day: what was done to the card. */
export const canBeMoved = (event: Envelope): event is ReviewEvent | ResetEvent =>
  isOfKind(event, "review") || isOfKind(event, "reset");

/** A correction moves only what lies after its own day, and never to before the beginning. */
function moved(event: ReviewEvent | ResetEvent, correction: ClockCorrectionEvent): ReviewEvent | ResetEvent {
  const { studyDay, shiftDays, newest, next } = correction;
  if (event.studyDay <= studyDay || event.studyDay - shiftDays < -1) return event;
  const there = { atMs: event.atMs - shiftDays * DAY_MS, studyDay: event.studyDay - shiftDays };
  // A clock is wrong by hours too. What was done on the day of the correction was done before it, however late in its day
  // it was, and after all else of that day: by then the clock was wrong.
  const isThatDay = there.studyDay === studyDay;
  const atMs = Math.max(0, isThatDay ? correction.atMs - 1 : Math.min(there.atMs, correction.atMs - 1));
  const placed = { ...there, atMs };
  if (event.kind === "reset") return { ...event, ...placed };
  const { dueDay, dueAtMs } = event.next;
  const shifted = {
    dueDay: Math.max(-1, dueDay - shiftDays),
    dueAtMs: dueAtMs === null ? null : Math.max(0, dueAtMs - shiftDays * DAY_MS),
  };
  return { ...event, ...placed, next: event.id === newest ? next : shifted };
}
