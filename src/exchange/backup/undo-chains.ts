/** Undos of undos of undos. A database follows them one by one, so a file must not bring a chain without an end. */
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";

/** Each replacement by a backup can take an undo back, and adds one to a chain; nobody replaces a log so often. */
export const LONGEST_CHAIN = 1000;

/** The first undo found that stands on top of more undos than so many; null where there is none. Linear in the undos. */
export function endlessChain(events: Iterable<Envelope>, longest = LONGEST_CHAIN): EventId | null {
  const undoes = new Map<EventId, EventId>();
  for (const event of events) if (isOfKind(event, "undo")) undoes.set(event.id, event.undoes);
  /** How many undos each stands on, itself included. */
  const lengths = new Map<EventId, number>();
  for (const first of undoes.keys()) {
    const path: EventId[] = [];
    const onPath = new Set<EventId>();
    let id: EventId | undefined = first;
    for (; id !== undefined && undoes.has(id) && !lengths.has(id) && !onPath.has(id); id = undoes.get(id)) {
      if (path.length >= longest) return first;
      path.push(id);
      onPath.add(id);
    }
    let length = (id === undefined ? undefined : lengths.get(id)) ?? 0;
    for (const one of path.reverse()) lengths.set(one, ++length);
    if (length > longest) return first;
  }
  return null;
}
