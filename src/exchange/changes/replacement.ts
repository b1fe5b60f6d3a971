import { grouped } from "../../core/grouped.ts";
import type { EventId } from "../../core/ids.ts";
import { duplicateImports } from "../../core/log/duplicate-imports.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isKnown, isOfKind } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { type CardOf, countingIn, unionOf } from "./counting.ts";

/**
 * What must be added to the log here, beside the events of a backup, so that exactly those of the backup count, of
 * whatever kind. Those that this version does not understand it carries and never judges: they stay as they are, on both
 * sides, since a newer version may hold much by them that a user of this one cannot see go. Nothing is deleted: what the
 * backup does not have is taken back, as the user's own undo does, and what was taken back since is made to count again by
 * taking its undo back. A review that the backup has from Anki and this log as its own is one review. Done twice, the
 * second time adds nothing.
 * @param makeUndo gives a new event at each call
 */
export function replacementEvents(
  here: readonly Envelope[],
  backup: readonly Envelope[],
  makeUndo: (event: Envelope) => UndoEvent,
  cardOf: CardOf = (id) => id,
): readonly UndoEvent[] {
  let added: readonly UndoEvent[] = [];
  const both = unionOf(here, backup);
  // First what says when reviews were made: it decides which of them came back through Anki.
  for (const isTurn of [isCorrection, (event: Envelope) => !isCorrection(event)]) {
    // Mostly no clock was ever put right.
    if (!both.some(isTurn)) continue;
    const union = added.length === 0 ? both : unionOf(both, added);
    const wanted = wantedOf(union, backup, cardOf);
    const { isGone, undosOf } = countingIn(union, cardOf);
    const undos = union.flatMap((event) => {
      if (isOfKind(event, "undo") || !isKnown(event) || !isTurn(event)) return [];
      const want = wanted(event);
      if (want === null || want === !isGone(event)) return [];
      return want ? undosOf(event).map(makeUndo) : [makeUndo(event)];
    });
    // Not push(...undos): a log may hold more events than a call takes arguments.
    added = [...added, ...undos];
  }
  return added;
}

const isCorrection = (event: Envelope): boolean => isOfKind(event, "clock-correction");

/** Whether an event must count; null where it does not matter, since it is there twice and counts under its other id. */
function wantedOf(union: readonly Envelope[], backup: readonly Envelope[], cardOf: CardOf) {
  const { isGone } = countingIn(backup, cardOf);
  const ownOf = ownEvents(union, cardOf);
  const twiceThere = ownEvents(backup, cardOf);
  const counting = backup.filter((event) => !isGone(event) && !twiceThere.has(event.id));
  const wanted = new Set(counting.map(({ id }) => ownOf.get(id) ?? id));
  return (event: Envelope): boolean | null => (ownOf.has(event.id) ? null : wanted.has(event.id));
}

/** The events that came back through Anki, each with the id of its own event. */
function ownEvents(events: readonly Envelope[], cardOf: CardOf): ReadonlyMap<EventId, EventId> {
  const logs = grouped(events.filter(concernsCard), ({ card }) => cardOf(card)).values();
  return new Map([...logs].flatMap((log) => [...duplicateImports(log)].map(([id, own]) => [id, own.id] as const)));
}
