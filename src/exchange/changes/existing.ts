/** What a log holds before a file is brought in, and whether an event of the file touches any of it. */
import { deckOf, factOf } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Existing } from "../../core/log/event-kind.ts";
import { KINDS } from "../../core/log/kinds.ts";
import type { CardOf } from "./counting.ts";

/** The log as the kinds of events may ask for it, see `EventKind.touches`. */
export function existingOf({
  events,
  cardOf,
}: {
  readonly events: readonly Envelope[];
  readonly cardOf: CardOf;
}): Existing {
  const ids = new Set(events.map(({ id }) => id));
  const subjects = new Set<string>();
  for (const event of events) for (const subject of subjectsOf(event, cardOf)) subjects.add(subject);
  return {
    has: (id) => ids.has(id),
    hasSubjectOf: (event) => {
      const [subject] = subjectsOf(event, cardOf);
      return subject === undefined ? events.length > 0 : subjects.has(subject);
    },
  };
}

/** What an event concerns, and what that is part of: a card, its fact, its deck. */
function subjectsOf({ card, fact, deck }: Envelope, cardOf: CardOf): string[] {
  if (card !== undefined) {
    const known = cardOf(card);
    return [known, factOf(known), deckOf(known)];
  }
  if (fact !== undefined) return [fact, deckOf(fact)];
  return deck === undefined ? [] : [deck];
}

/** Whether an event touches what is here, see `EventKind.touches`. */
export function touches(event: Envelope, here: Existing): boolean {
  const kind = KINDS.get(event.kind);
  return kind?.touches ? kind.touches(event, here) : here.hasSubjectOf(event);
}
