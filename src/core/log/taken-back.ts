import type { EventId } from "../ids.ts";
import { type Envelope, inOrder } from "./envelope.ts";
import { isOfKind } from "./event.ts";
import type { UndoEvent } from "./kinds.ts";

const NOTHING: ReadonlySet<EventId> = new Set();

/**
 * Those of the events that a whole file brought and that were taken back with it, see `UndoEvent.with`: all else is as if
 * they had never come. Whether somebody took them back by themselves as well does not matter then.
 */
export const takenBackWithFile = (events: readonly Envelope[]): ReadonlySet<EventId> => takenBackBy(events, isWithFile);

/** The log as if no file that was taken back had ever come, and no day that was put back ever been given. */
export function withoutTakenBackWholes<E extends Envelope>(events: readonly E[]): readonly E[] {
  const absent = takenBackBy(events, isOfWhole);
  if (absent.size === 0) return events;
  return events.filter((event) => !absent.has(event.id) && !(isOfWhole(event) && absent.has(event.undoes)));
}

/** Whether it takes an event back with the whole file that brought it. */
export const isWithFile = (event: Envelope): event is UndoEvent => isOfKind(event, "undo") && event.with === "file";

/** Whether it takes an event back with all else that came as one with it. */
const isOfWhole = (event: Envelope): event is UndoEvent =>
  isWithFile(event) || (isOfKind(event, "undo") && event.with === "days");

function takenBackBy(
  events: readonly Envelope[],
  isWanted: (event: Envelope) => event is UndoEvent,
): ReadonlySet<EventId> {
  const undos = events.filter(isWanted);
  if (undos.length === 0) return NOTHING;
  const gone = takenBack(events);
  return new Set(undos.filter(({ id }) => !gone.has(id)).map(({ undoes }) => undoes));
}

/**
 * The events that were taken back: those that an undo names which was not taken back itself. What an undo names decides,
 * and not its time, so that one which a wrong clock or a foreign file dated far ahead can be taken back now. Only of undos
 * that name each other in a circle, which nobody makes, the newest counts. Linear in the log.
 */
export function takenBack(events: readonly Envelope[]): ReadonlySet<EventId> {
  const found = events.filter((event) => isOfKind(event, "undo"));
  if (found.length === 0) return NOTHING;
  const undos = inOrder(found).toReversed();
  const byId = new Map(undos.map((undo) => [undo.id, undo]));
  /** How many undos of an undo are still to be decided. */
  const open = new Map<EventId, number>();
  for (const { undoes } of undos) if (byId.has(undoes)) open.set(undoes, (open.get(undoes) ?? 0) + 1);
  const gone = new Set<EventId>();
  const decided = new Set<EventId>();
  const decide = (first: UndoEvent): void => {
    for (let undo: UndoEvent | undefined = first; undo && !decided.has(undo.id); ) {
      decided.add(undo.id);
      if (!gone.has(undo.id)) gone.add(undo.undoes);
      const left: number = (open.get(undo.undoes) ?? 0) - 1;
      open.set(undo.undoes, left);
      undo = left === 0 ? byId.get(undo.undoes) : undefined;
    }
  };
  for (const undo of undos) if ((open.get(undo.id) ?? 0) === 0) decide(undo);
  // Those that are left are in circles, or follow from them.
  for (const undo of undos) decide(undo);
  return gone;
}
