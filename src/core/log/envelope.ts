import type { CardId, DeckId, DeviceId, EventId, FactId } from "../ids.ts";
import { inIdOrder } from "../text-order.ts";
import type { StudyDay } from "../time/study-day.ts";

/**
 * What every event says, whatever its kind: who made it, when, and what it concerns, which is a card, a fact, a deck, or,
 * where it names none of them, the learner. The log is made of these; what a kind adds is in its file in `kinds/`.
 */
export interface Envelope {
  readonly id: EventId;
  /** A random id of the profile that made it. */
  readonly device: DeviceId;
  readonly kind: string;
  /** Unix time in ms. */
  readonly atMs: number;
  /** Minutes that local time was ahead of UTC (east is positive). */
  readonly offsetMinutes: number;
  readonly studyDay: StudyDay;
  readonly card?: CardId;
  readonly fact?: FactId;
  readonly deck?: DeckId;
}

/** An event that concerns a card. */
export type CardEnvelope = Envelope & { readonly card: CardId };

/** The order in which a log is read, whatever order its events arrived in: by time, then by id. */
export function compareEvents(a: Envelope, b: Envelope): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  return inIdOrder(a, b);
}

/** What the ids of all events from an instant on come after. */
export const idsFrom = (atMs: number): string => Math.max(0, atMs).toString(36).padStart(9, "0");

/** Each event once, in the order of the log. */
export function inOrder<E extends Envelope>(events: readonly E[]): readonly E[] {
  // Mostly they come so, and then the log of each card need not be put in order again.
  if (areInOrder(events)) return events;
  return [...new Map(events.map((event) => [event.id, event])).values()].sort(compareEvents);
}

/** Ids that rise are different ones. */
function areInOrder(events: readonly Envelope[]): boolean {
  let before: Envelope | undefined;
  for (const event of events) {
    if (before !== undefined && !(before.id < event.id && before.atMs <= event.atMs)) return false;
    before = event;
  }
  return true;
}
