import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import type { NextDue } from "../memory/outcome.ts";
import { DAY_MS, type StudyDay } from "../time/study-day.ts";
import type { Envelope } from "./envelope.ts";
import { isKnown, isOfKind } from "./event.ts";
import { type ClockCorrectionEvent, KINDS, type ReviewEvent } from "./kinds.ts";
import { takenBack } from "./taken-back.ts";

/**
 * The log as it would be had the clock been right: what was done to the card on the days and in the order in which it was
 * really done. Every correction counts, so that no number of them keeps out another; the work is linear in the log and in
 * what its corrections name, a look at a map for each name.
 * @param log of one card, in order
 */
export function correctedDays(log: readonly Envelope[]): readonly Envelope[] {
  const all = log.filter((event) => isOfKind(event, "clock-correction"));
  if (all.length === 0) return log;
  const gone = takenBack(log);
  const places = new Map(log.filter(canBeMoved).map((event) => [event.id, placeOf(event)] as const));
  const firstNamed = new Map<EventId, number>();
  for (const correction of all) {
    if (gone.has(correction.id)) continue;
    for (const id of correction.moved) {
      if (!firstNamed.has(id)) firstNamed.set(id, correction.atMs);
      move(places.get(id), correction);
    }
  }
  const right = log.map((event) => placed(event, places.get(event.id)));
  const endMs = ({ id }: Envelope): number => firstNamed.get(id) ?? 0;
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

/**
 * What a correction can put on another day: what was done to the card. Of a kind that this version does not know it may be
 * named as well, for the versions that know it.
 */
export const canBeMoved = (event: Envelope): boolean => !isKnown(event) || KINDS.get(event.kind)?.apply !== undefined;

/** Where an event stands. Changed in place: a card may have thousands of events, each named by many corrections. */
interface Place {
  readonly id: EventId;
  atMs: number;
  studyDay: StudyDay;
  /** By how much it was moved since it promised `next`. */
  days: number;
  /** What a correction says that it promised, instead of what it said itself. */
  next: NextDue | null;
}

const placeOf = ({ id, atMs, studyDay }: Envelope): Place => ({ id, atMs, studyDay, days: 0, next: null });

/**
 * A correction moves only what lies after its own day and time, where no right clock could have made it, and never to
 * before the beginning.
 */
function move(place: Place | undefined, { atMs, studyDay, shiftDays, newest, next }: ClockCorrectionEvent): void {
  if (!place || place.studyDay <= studyDay || place.atMs <= atMs || place.studyDay - shiftDays < -1) return;
  const thereMs = place.atMs - shiftDays * DAY_MS;
  place.studyDay -= shiftDays;
  // A clock is wrong by hours too. What was done on the day of the correction was done before it, however late in its day
  // it was, and after all else of that day: by then the clock was wrong. What still lies ahead waits for another one.
  const isAhead = place.studyDay > studyDay;
  const beforeMs = place.studyDay === studyDay ? atMs - 1 : Math.min(thereMs, atMs - 1);
  place.atMs = Math.max(0, isAhead ? thereMs : beforeMs);
  const isNewest = place.id === newest;
  place.next = isNewest ? next : place.next;
  place.days = isNewest ? 0 : place.days + shiftDays;
}

function placed(event: Envelope, place: Place | undefined): Envelope {
  if (!place || (place.atMs === event.atMs && place.studyDay === event.studyDay)) return event;
  const { atMs, studyDay, days } = place;
  if (!isOfKind(event, "review")) return { ...event, atMs, studyDay };
  const { dueDay, dueAtMs } = place.next ?? event.next;
  const next = {
    dueDay: Math.max(-1, dueDay - days),
    dueAtMs: dueAtMs === null ? null : Math.max(0, dueAtMs - days * DAY_MS),
  };
  const moved: ReviewEvent = { ...event, atMs, studyDay, next };
  return moved;
}
