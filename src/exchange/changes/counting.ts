import { grouped } from "../../core/grouped.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { duplicateImports } from "../../core/log/duplicate-imports.ts";
import { compareEvents, type Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { takenBack } from "../../core/log/taken-back.ts";

/** The card that an id stands for today, where ids may have changed. */
export type CardOf = (id: CardId) => CardId;

/**
 * Makes a new undo at each call.
 * @param as see `UndoEvent.with`
 */
export type MakeUndo = (event: Envelope, as?: "file" | "days") => UndoEvent;

/** The events of both, each once, in the order of the log; where two contradict each other, the one here. */
export function unionOf(here: readonly Envelope[], other: readonly Envelope[]): Envelope[] {
  const byId = new Map([...other, ...here].map((event) => [event.id, event] as const));
  return [...byId.values()].sort(compareEvents);
}

/** Which events of a log were taken back, and by what. */
export interface Counting {
  readonly isGone: (event: Envelope) => boolean;
  /** The undos that take an event back now. */
  readonly undosOf: (event: Envelope) => readonly UndoEvent[];
}

/**
 * A card is folded from its own events, so an undo that does not name the card takes nothing of it back; what concerns
 * no card is taken back by any undo.
 */
export function countingIn(events: readonly Envelope[], cardOf: CardOf): Counting {
  const placeOf = ({ card }: Envelope): CardId | null => (card === undefined ? null : cardOf(card));
  const undos = grouped(
    events.filter((event) => isOfKind(event, "undo")),
    ({ undoes }) => undoes,
  );
  const gone = new Map<CardId | null, ReadonlySet<EventId>>();
  for (const [place, group] of grouped(events, placeOf)) if (place !== null) gone.set(place, takenBack(group));
  gone.set(null, takenBack(events));
  const isGone = (event: Envelope): boolean => gone.get(placeOf(event))?.has(event.id) ?? false;
  return {
    isGone,
    undosOf: (event) => {
      const place = placeOf(event);
      const reach = (undos.get(event.id) ?? []).filter((undo) => place === null || placeOf(undo) === place);
      return reach.filter((undo) => !(gone.get(place)?.has(undo.id) ?? false));
    },
  };
}

/** The events that came back through Anki, each with its own event. */
export function ownEvents(events: readonly Envelope[], cardOf: CardOf): ReadonlyMap<EventId, Envelope> {
  const logs = grouped(events.filter(concernsCard), ({ card }) => cardOf(card)).values();
  return new Map([...logs].flatMap((log) => [...duplicateImports(log)]));
}
