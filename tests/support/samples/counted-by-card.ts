import { grouped } from "../../../src/core/grouped.ts";
import { type CardEnvelope, compareEvents, type Envelope } from "../../../src/core/log/envelope.ts";
import { countedReviews } from "../../../src/core/log/fold.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";

/** The reviews that count among events of several cards, in their order. */
export function countedByCard(events: readonly Envelope[]): ReviewEvent[] {
  const ofCards = events.filter((event): event is CardEnvelope => event.card !== undefined);
  return [...grouped(ofCards, ({ card }) => card).values()].flatMap(countedReviews).sort(compareEvents);
}
