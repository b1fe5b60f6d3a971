import type { DeviceId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { isWithFile } from "../../core/log/taken-back.ts";
import { type CardOf, countingIn, type MakeUndo } from "./counting.ts";

/**
 * What must be added to a log so that some of its events count for nothing, and all others as if those had never come.
 * An undo among them that takes back another of them is left alone: what it takes back must stay gone, and undoing the
 * undo would make it count.
 * @param log with the events that are taken back
 * @param added the events that are taken back, of whatever kind
 * @param makeUndo gives a new event at each call
 * @param device see `staysFor`; without it all undos stay
 */
export function takingBack(
  log: readonly Envelope[],
  added: readonly Envelope[],
  makeUndo: MakeUndo,
  cardOf: CardOf,
  device?: DeviceId,
): readonly UndoEvent[] {
  const ids = new Set(added.map(({ id }) => id));
  const isAddedUndo = (event: Envelope): boolean => ids.has(event.id) && isOfKind(event, "undo");
  const isWithin = (event: Envelope): boolean => isAddedUndo(event) && isOfKind(event, "undo") && ids.has(event.undoes);
  // What is gone only by one of them, be it by way of other undos, would come back with it; it gets its own undo.
  const { isGone, undosOf } = countingIn(
    log.filter((event) => !isAddedUndo(event)),
    cardOf,
  );
  const staysGone = (event: Envelope): boolean =>
    device === undefined ? isGone(event) : undosOf(event).some(staysFor(device));
  return added.filter((event) => !isWithin(event) && !staysGone(event)).map((event) => makeUndo(event, "file"));
}

/**
 * Whether an undo is sure to stay: what another machine took back with a file, it may make count again. What somebody took back by
 * itself is gone on whichever machine that was.
 */
export const staysFor =
  (device: DeviceId) =>
  (undo: UndoEvent): boolean =>
    undo.device === device || !isWithFile(undo);
