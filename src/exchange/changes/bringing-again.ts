import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { isWithFile, takenBackWithFile } from "../../core/log/taken-back.ts";
import { type CardOf, countingIn, type MakeUndo, ownEvents } from "./counting.ts";

/** What a file brings again. */
export interface Again {
  /** The events of the file that were taken back with a file here, those among them that cannot be read here. */
  readonly events: readonly Envelope[];
  /** What must be added to the log, so that they count as they did before. */
  readonly undos: readonly UndoEvent[];
}

const NOTHING: Again = { events: [], undos: [] };

/**
 * A file's events mean again what they meant before they were taken back with that file, or with another that brought them as
 * well: the undos that did that are taken back. An event that somebody took back by itself stays so; so does one that the file
 * itself says was taken back with a file; and so does a review from Anki whose own event is here, which says whether it counts.
 * One that is spoilt here is mended by the file: its undos tell that it was here, and without a look at them it would have to come twice.
 * @param here the log, before the file comes in
 * @param fromFile what the file brings of events, as far as it is wanted
 */
export function bringingAgain(
  here: readonly Envelope[],
  fromFile: readonly Envelope[],
  makeUndo: MakeUndo,
  cardOf: CardOf,
): Again {
  const ids = new Set(fromFile.map(({ id }) => id));
  const isLiftable = (event: Envelope): boolean => isWithFile(event) && ids.has(event.undoes) && !ids.has(event.id);
  // Hardly anybody takes a file back, and of others a file mostly has nothing.
  const undone = new Set(here.flatMap((event) => (isLiftable(event) && isOfKind(event, "undo") ? [event.undoes] : [])));
  if (undone.size === 0) return NOTHING;
  const goneThere = takenBackWithFile(fromFile);
  const near = logsOfAny([...here, ...spoiltAmong(undone, here, fromFile)], undone, cardOf);
  const { undosOf } = countingIn(near, cardOf);
  const ownOf = ownEvents(near, cardOf);
  const found = near.flatMap((event) => {
    if (!undone.has(event.id) || ownOf.has(event.id) || goneThere.has(event.id)) return [];
    const undos = undosOf(event).filter(isLiftable);
    return undos.length > 0 ? [{ event, undos }] : [];
  });
  return {
    events: found.map(({ event }) => event),
    undos: found.flatMap(({ undos }) => undos.map((undo) => makeUndo(undo))),
  };
}

/** Those of the events that only the file can say. */
function spoiltAmong(
  ids: ReadonlySet<EventId>,
  here: readonly Envelope[],
  fromFile: readonly Envelope[],
): readonly Envelope[] {
  const lacking = new Set(ids);
  for (const { id } of here) lacking.delete(id);
  return fromFile.filter(({ id }) => lacking.delete(id));
}

/** What decides of some events whether they count: the logs of their cards, and all that concerns no card. */
function logsOfAny(log: readonly Envelope[], ids: ReadonlySet<EventId>, cardOf: CardOf): readonly Envelope[] {
  const cards = new Set(log.flatMap(({ id, card }) => (ids.has(id) && card !== undefined ? [cardOf(card)] : [])));
  // What concerns no card is taken back by any undo, see `countingIn`.
  return log.filter((event) => event.card === undefined || cards.has(cardOf(event.card)) || isOfKind(event, "undo"));
}
