import type { Envelope } from "./envelope.ts";
import { kindOf } from "./event.ts";

/** Whether the user's Undo takes this event back. */
export function isUndoable(event: Envelope): boolean {
  const kind = kindOf(event);
  return kind !== null && (kind.undoable || kind.isUndoable?.(event) === true);
}
