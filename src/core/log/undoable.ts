import type { Envelope } from "./envelope.ts";
import { kindOf } from "./event.ts";

/** Whether the user's Undo takes an event of this kind back. */
export const isUndoable = (event: Envelope): boolean => kindOf(event)?.undoable === true;
