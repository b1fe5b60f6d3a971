import type { CardEntry } from "../core/card.ts";
import type { ModelId } from "../core/memory/model.ts";
import { same } from "../core/same.ts";
import { QUEUE, type QueueKey, type StateRow } from "./schema.ts";

/**
 * Where a card stands in the queue index: new cards by deck order, learning cards by the instant they are due, cards in
 * review by their study day.
 */
function queueKey({ state, order }: CardEntry): QueueKey {
  if (state.phase === "new") return [QUEUE.new, order];
  if (state.dueAtMs !== null) return [QUEUE.learning, state.dueAtMs];
  return [QUEUE.review, state.dueDay ?? 0];
}

/** The row that stores where a card stands. */
export function stateRow(card: CardEntry & { readonly off: boolean }, model: ModelId): StateRow {
  const { id, deck, fact, chapter, order, unlockedBy, formerIds, state, revision, retired, off } = card;
  const row = { id, deck, fact, chapter, order, unlockedBy, formerIds, state, revision, retired, off, model };
  return retired || off ? row : { ...row, queue: queueKey(card) };
}

/** The row with this state. Its revision goes up where that is another one, and only there: see `CardEntry`. */
export function withState(row: StateRow, state: StateRow["state"], model: ModelId): StateRow {
  const revision = same(row.state, state) ? row.revision : row.revision + 1;
  return stateRow({ ...row, state, revision }, model);
}
