import type { EventId } from "../../ids.ts";
import type { Envelope } from "../envelope.ts";
import { eventId } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";

/** Takes one event of any kind back. That stays in the log and counts for nothing. An undo can be taken back as well. */
export interface UndoEvent extends Envelope {
  readonly kind: "undo";
  readonly undoes: EventId;
}

export const undo = defineKind<UndoEvent>({
  name: "undo",
  concerns: "any",
  undoable: false,
  words: "event_undo",
  touches: ({ undoes }, here) => here.has(undoes),
  fields: { undoes: eventId },
  fits: (event) => (event.undoes === event.id ? "undoes: names the event itself" : null),
  actsOnEarlier: true,
});
