import type { EventId } from "../../ids.ts";
import type { Envelope } from "../envelope.ts";
import { eventId } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { optional, programName } from "../fields.ts";

/** Takes one event of any kind back. That stays in the log and counts for nothing. An undo can be taken back as well. */
export interface UndoEvent extends Envelope {
  readonly kind: "undo";
  readonly undoes: EventId;
  /**
   * `file`: a whole file was taken back, and this event with it, so that all else is as if it had never come; bringing the file
   * in again makes it count again. `days`: many cards were given days at once, and all were put back by hand; no file makes them
   * count again. Other values are a later version's, and take the event back all the same.
   */
  readonly with?: string;
}

export const undo = defineKind<UndoEvent>({
  name: "undo",
  concerns: "any",
  undoable: false,
  words: "event_undo",
  touches: ({ undoes }, here) => here.has(undoes),
  fields: { undoes: eventId, with: optional(programName) },
  fits: (event) => (event.undoes === event.id ? "undoes: names the event itself" : null),
  actsOnEarlier: true,
});
