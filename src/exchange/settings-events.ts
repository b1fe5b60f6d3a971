import type { EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";

/**
 * The events without those of settings, and without the undos of such.
 * @param known where the events that undos name are looked for
 */
export function withoutSettings(events: readonly Envelope[], known: readonly Envelope[]): Envelope[] {
  const byId = new Map<EventId, Envelope>([...known, ...events].map((event) => [event.id, event]));
  return events.filter((event) => !isOfKind(root(event, byId), "setting"));
}

/** What an undo, or an undo of an undo, takes back in the end. */
function root(event: Envelope, byId: ReadonlyMap<EventId, Envelope>): Envelope {
  const passed = new Set<EventId>();
  let found = event;
  while (isOfKind(found, "undo") && !passed.has(found.id)) {
    passed.add(found.id);
    found = byId.get(found.undoes) ?? found;
  }
  return found;
}
