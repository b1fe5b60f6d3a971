import type { CardEntry } from "../../core/card.ts";
import type { FactId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { ModelId } from "../../core/memory/model.ts";
import { same } from "../../core/same.ts";
import { PUT_OFF, QUEUE, type QueueKey, type QueuePlace, type StateRow } from "../database/schema.ts";

/**
 * Where a card stands in the queue of its chapter: new cards by deck order, learning cards by the instant they are due,
 * cards in review by their study day.
 */
export function queuePlace({ state, order }: Pick<CardEntry, "state" | "order">): QueuePlace {
  if (state.phase === "new") return [QUEUE.new, order];
  if (state.dueAtMs !== null) return [QUEUE.learning, state.dueAtMs];
  return [QUEUE.review, state.dueDay ?? 0];
}

/** A card in review that falls due no earlier than it wakes stands where it would: nobody meets it before. */
function queueKey(card: CardEntry): QueueKey {
  const place = queuePlace(card);
  const { buriedUntil } = card.state;
  if (buriedUntil === undefined || (place[0] === QUEUE.review && place[1] >= buriedUntil)) return place;
  return [PUT_OFF, buriedUntil, ...place];
}

/** The row that stores where a card stands. */
export function stateRow(card: CardEntry & { readonly locked: boolean }, model: ModelId): StateRow {
  const { id, deck, fact, chapter, order, unlockedBy, formerIds, state, revision, retired } = card;
  const locked = card.locked && canBeLocked(card);
  const base = { id, deck, fact, chapter, order, unlockedBy, formerIds, state, revision, retired, locked, model };
  const row: { -readonly [Field in keyof StateRow]: StateRow[Field] } = base;
  if (!retired && !locked && !state.suspended) row.queue = queueKey(card);
  if (knownBy(card) !== null) row.knows = fact;
  if (!retired) row.phase = state.phase;
  if (!retired && state.suspended) row.suspended = order;
  return row;
}

/** Only a new card waits for facts; once it was introduced, it is asked whatever became of them. */
export const canBeLocked = ({ state, retired, unlockedBy }: CardEntry): boolean =>
  state.phase === "new" && !retired && unlockedBy.length > 0;

/** The fact that is known by this card: it was answered right. Also where the card has left its deck. */
export const knownBy = ({ state, fact }: Pick<CardEntry, "state" | "fact">): FactId | null =>
  state.successes > 0 ? fact : null;

/** The row with this state. Its revision goes up where that is another one, and only there: see `CardEntry`. */
export function withState(row: StateRow, state: StateRow["state"], model: ModelId): StateRow {
  const revision = same(row.state, state) ? row.revision : row.revision + 1;
  return stateRow({ ...row, state, revision }, model);
}

/** More changes than a state goes through between two events: by other parameters, by leaving its deck and coming back. */
const CHANGES_PER_EVENT = 1_000_000;

/**
 * The revision of a row that is made anew from its card's log. A page may still show the card as it was before its row was
 * lost or its deck went, so it does not start at 0 again: no event ever leaves the log, and with each that came since the
 * revision lies beyond any that the row can have had. A new card's is 0.
 * @param events of the card, also under the ids that it had before
 */
export const revisionAnew = (events: readonly Envelope[]): number => events.length * CHANGES_PER_EVENT;
