/**
 * A review, or a reset, can come back under a second id: made here, taken through Anki, which keeps no ids of ours, into
 * another Osteon, and brought back by a backup from there. Or two machines took it from Anki, each by itself, and say other things
 * of it: they are in two time zones, or one has the card under a newer id. All its events stay in the log, and one of them counts.
 */
import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import type { Envelope } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { ResetEvent, ReviewEvent } from "./kinds.ts";
import { reviewTimes } from "./review-times.ts";
import { takenBack, takenBackWithFile } from "./taken-back.ts";

/** Two reviews that took the same millisecond are moved apart on their way to Anki, by no more than this. */
export const NEAR_MS = 50;

type Travelling = ReviewEvent | ResetEvent;
/** What Anki knows of an event; a reset has no rating. */
interface Made {
  readonly atMs: number;
  readonly rating?: number;
}

/** Whether what was found in Anki is this event of the same card, at most so many milliseconds later. */
export const isDuplicateImport = (found: Made, made: Made, nearMs: number): boolean =>
  found.rating === made.rating && found.atMs >= made.atMs && found.atMs - made.atMs <= nearMs;

const travels = (event: Envelope): event is Travelling => isOfKind(event, "review") || isOfKind(event, "reset");
export const isImported = (event: Envelope): boolean =>
  "surface" in event && event.surface === "import" && travels(event);

const NONE: ReadonlyMap<EventId, Travelling> = new Map();

/**
 * The imported events that are in the log once more, each with the event that stands for it, as that was written: its own event,
 * whether that counts or was taken back; or another import of the same moment of Anki, the first by its id so that every machine
 * takes the same one, and before it one that a correction of the clock has moved. One that was taken back with the file that brought
 * it is as if it had never come: what was here before, through Anki, counts again.
 * @param log of one card
 */
export function duplicateImports(log: readonly Envelope[]): ReadonlyMap<EventId, Travelling> {
  const found = log.filter((event): event is Travelling => isImported(event));
  if (found.length === 0) return NONE;
  const absent = takenBackWithFile(log);
  const present = absent.size === 0 ? found : found.filter(({ id }) => !absent.has(id));
  const twins = importedTwice(present, log);
  // Mostly all are of one sort: made here, or all brought in.
  if (found.length === log.length) return twins;
  const own = ownOfImports(log, absent);
  if (twins.size === 0) return own;
  // Of two that are the same one's, both are its own event's.
  return new Map([...[...twins].map(([id, one]) => [id, own.get(one.id) ?? one] as const), ...own]);
}

/** Imports of one moment of Anki, which has no two reviews in one millisecond, but for the one that stands for them. */
function importedTwice(found: readonly Travelling[], log: readonly Envelope[]): ReadonlyMap<EventId, Travelling> {
  if (new Set(found.map(momentOf)).size === found.length) return NONE;
  const moved = movedBy(log);
  const isBefore = (event: Travelling, other: Travelling): boolean =>
    moved.has(event.id) === moved.has(other.id) ? event.id < other.id : moved.has(event.id);
  return new Map(
    [...grouped(found, momentOf).values()].flatMap((all) => {
      const one = all.reduce((first, event) => (isBefore(event, first) ? event : first));
      return all.flatMap((event) => (event === one ? [] : [[event.id, one] as const]));
    }),
  );
}

/** What corrections of the clock have moved. The machine that made one may not have heard of the other import then. */
function movedBy(log: readonly Envelope[]): ReadonlySet<EventId> {
  const corrections = log.filter((event) => isOfKind(event, "clock-correction"));
  if (corrections.length === 0) return new Set();
  const gone = takenBack(log);
  return new Set(corrections.flatMap(({ id, moved }) => (gone.has(id) ? [] : moved)));
}

/** One number for the time and the rating; a reset has none. */
const momentOf = (event: Travelling): number => event.atMs * 8 + ("rating" in event ? event.rating : 0);

/** The imports whose own event is there, each with that. @param absent those that were taken back with their file */
function ownOfImports(log: readonly Envelope[], absent: ReadonlySet<EventId>): ReadonlyMap<EventId, Travelling> {
  if (!log.some((event) => travels(event) && !isImported(event))) return NONE;
  const times = reviewTimes(log);
  const made = log.filter(travels).map((event, place) => ({
    event,
    place,
    atMs: times.get(event.id) ?? event.atMs,
    ...("rating" in event && { rating: event.rating }),
  }));
  // By stretches of the longest distance, so that an own event stands in the stretch of its import or the one before.
  const own = grouped(
    made.filter(({ event }) => !isImported(event) && !absent.has(event.id)),
    ({ atMs }) => stretch(atMs),
  );
  return new Map(
    made.flatMap((found) => {
      if (!isImported(found.event)) return [];
      const near = [stretch(found.atMs) - 1, stretch(found.atMs)].flatMap((one) => own.get(one) ?? []);
      const fits = near.filter((one) => isDuplicateImport(found, one, NEAR_MS)).sort((a, b) => a.place - b.place)[0];
      return fits ? [[found.event.id, fits.event] as const] : [];
    }),
  );
}

const stretch = (atMs: number): number => Math.floor(atMs / NEAR_MS);
