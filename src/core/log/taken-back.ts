import type { EventId } from "../ids.ts";
import { type Envelope, inOrder } from "./envelope.ts";
import { isOfKind } from "./event.ts";

/**
 * The events that were taken back. From the newest backwards, so that an undo that was itself taken back takes nothing
 * back.
 */
export function takenBack(events: readonly Envelope[]): ReadonlySet<EventId> {
  const undos = events.filter((event) => isOfKind(event, "undo"));
  const gone = new Set<EventId>();
  for (const event of inOrder(undos).reverse()) if (!gone.has(event.id)) gone.add(event.undoes);
  return gone;
}
