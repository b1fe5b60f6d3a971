import { grouped } from "../core/grouped.ts";
import type { CardEnvelope, Envelope } from "../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../core/log/event.ts";
import { countedEvents } from "../core/log/fold.ts";
import type { ReviewEvent } from "../core/log/kinds.ts";
import { reviewTimes } from "../core/log/review-times.ts";
import { type Model, modelFor } from "../core/memory/model.ts";
import { columnsOf, type ReviewColumns } from "../core/memory/optimise/columns.ts";
import type { Settings } from "../core/settings.ts";
import { statesInPieces } from "../store/all-cards.ts";
import { logInPieces } from "../store/bulk-log.ts";
import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import { readSettings } from "../store/settings.ts";
import { presentIds } from "./here.ts";

/** The reviews of this profile as the model is fitted to them. */
export interface History {
  readonly columns: ReviewColumns;
  readonly model: Model;
  readonly settings: Settings;
}

/** In pieces, so that no grade waits until all of it is read. */
export async function readHistory(db: Database): Promise<History> {
  const settings = await readSettings(db);
  const events: CardEnvelope[] = [];
  for await (const piece of logInPieces(db)) for (const event of piece.events.filter(concernsCard)) events.push(event);
  const states: StateRow[] = [];
  for await (const rows of statesInPieces(db)) states.push(...rows);
  const cardOf = presentIds(states);
  const byCard = grouped(events, ({ card }) => cardOf(card));
  return { columns: columnsOf([...byCard.values()].map(sinceReset)), model: modelFor(settings), settings };
}

/**
 * The reviews of one card that count, since its last reset: what came before speaks of a memory that was given up, and
 * Anki leaves it out as well. Times are those at which they were really made.
 */
function sinceReset(log: readonly Envelope[]): ReviewEvent[] {
  const counted = countedEvents(log);
  const times = reviewTimes(log);
  const from = counted.findLastIndex((event) => isOfKind(event, "reset")) + 1;
  return counted.slice(from).flatMap((event) => {
    return isOfKind(event, "review") ? [{ ...event, atMs: times.get(event.id) ?? event.atMs }] : [];
  });
}
