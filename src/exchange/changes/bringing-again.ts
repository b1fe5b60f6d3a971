import type { Envelope } from "../../core/log/envelope.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { isWithFile, takenBackWithFile } from "../../core/log/taken-back.ts";
import { type CardOf, countingIn, type MakeUndo, ownEvents } from "./counting.ts";

/** What a file brings again. */
export interface Again {
  /** The events of the file that are here, and were taken back with a file. */
  readonly events: readonly Envelope[];
  /** What must be added to the log, so that they count as they did before. */
  readonly undos: readonly UndoEvent[];
}

const NOTHING: Again = { events: [], undos: [] };

/**
 * A file's events mean again what they meant before they were taken back with that file, or with another that brought them as
 * well: the undos that did that are taken back. An event that somebody took back by itself stays so; so does one that the file
 * itself says was taken back with a file; and so does a review from Anki whose own event is here, which says whether it counts.
 * @param here the log, before the file comes in
 * @param fromFile what the file brings of events, as far as it is wanted
 */
export function bringingAgain(
  here: readonly Envelope[],
  fromFile: readonly Envelope[],
  makeUndo: MakeUndo,
  cardOf: CardOf,
): Again {
  // Hardly anybody takes a file back.
  if (!here.some(isWithFile)) return NOTHING;
  const { undosOf } = countingIn(here, cardOf);
  const hereById = new Map(here.map((event) => [event.id, event]));
  const goneThere = takenBackWithFile(fromFile);
  const ids = new Set(fromFile.map(({ id }) => id));
  const ownOf = ownEvents(here, cardOf);
  const found = [...ids].flatMap((id) => {
    const event = ownOf.has(id) || goneThere.has(id) ? undefined : hereById.get(id);
    const undos = event ? undosOf(event).filter((undo) => isWithFile(undo) && !ids.has(undo.id)) : [];
    return event && undos.length > 0 ? [{ event, undos }] : [];
  });
  return {
    events: found.map(({ event }) => event),
    undos: found.flatMap(({ undos }) => undos.map((undo) => makeUndo(undo))),
  };
}
