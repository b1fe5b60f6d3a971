/**
 * The log of one card, and the card that follows from it. Study pages load this later, see `undoLast`: it needs the schema
 * library, which a grade does not.
 */
import type { Card } from "../core/card.ts";
import type { CardId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import { foldCard } from "../core/log/fold.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { eventsAmong } from "./events-among.ts";
import { type CardRow, rowOf } from "./schema.ts";

export { eventsAmong };

/** The part of a transaction that is read here: the rows of the log by card. */
export interface RowsByCard {
  readonly getAll: (card: CardId) => Promise<readonly unknown[]>;
}

/** A card's events, also those of the ids it had before. */
export async function cardLog(rows: RowsByCard, { id, content }: Card): Promise<OsteonEvent[]> {
  const ids: readonly CardId[] = [id, ...content.formerIds];
  return eventsAmong((await Promise.all(ids.map((one) => rows.getAll(one)))).flat());
}

/** Rebuilds a card's state from its log. Writes nothing. */
export async function refolded(rows: RowsByCard, card: Card, scheduler: Scheduler): Promise<CardRow> {
  const state = foldCard(await cardLog(rows, card), scheduler);
  return rowOf({ ...card, state, revision: card.revision + 1 });
}
