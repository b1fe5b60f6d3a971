import type { EventId } from "../ids.ts";
import type { NextDue } from "../memory/outcome.ts";
import { DAY_MS, type StudyDay } from "../plan/study-day.ts";
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
  for (const correction of all) {
    if (gone.has(correction.id)) continue;
    for (const id of correction.moved) move(places.get(id), correction);
  }
  // Stable: reviews that were moved to one instant stay in their order.
  return log.map((event) => placed(event, places.get(event.id))).sort((a, b) => a.atMs - b.atMs);
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
