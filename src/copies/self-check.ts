/**
 * Does what is stored fit together? Every card must be what its events fold to, and every event must be one. What does
 * not fit is rebuilt from the log, which is the truth; the log itself is never changed.
 */

import { grouped } from "../core/grouped.ts";
import type { CardId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import { decodeEvent } from "../core/log/event-schema.ts";
import { foldCard } from "../core/log/fold.ts";
import type { CardState } from "../core/memory/card-state.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { refolded } from "../store/card-log.ts";
import type { Database } from "../store/open.ts";
import { type CardRow, rowOf } from "../store/schema.ts";
import { write } from "../store/transaction.ts";
import { readable } from "./read-damaged.ts";

export interface Check {
  /** Events and cards that were looked at. */
  readonly events: number;
  readonly cards: number;
  /** Cards that are not what their log says. */
  readonly wrong: readonly CardId[];
  /** Cards that have a log and no content: that of a deck that is not here, or whose content was lost. */
  readonly missing: readonly CardId[];
  /** Keys of events that cannot be read or are none. */
  readonly unreadable: readonly string[];
}

export const isClean = (check: Check): boolean => check.wrong.length + check.unreadable.length === 0;

/** Reads everything and compares. Writes nothing. */
export async function selfCheck(db: Database, scheduler: Scheduler): Promise<Check> {
  const [events, cards] = await Promise.all([readable(db, "events"), readable(db, "cards")]);
  const unreadable = [...events.failed];
  const decodable: OsteonEvent[] = [];
  for (const [key, value] of events.rows) {
    const decoded = decodeEvent(value);
    if ("problem" in decoded) unreadable.push(key);
    else decodable.push(decoded.event);
  }
  const byCard = grouped(decodable, ({ card }) => card);
  const wrong: CardId[] = [...(cards.failed as CardId[])];
  const known = new Set<CardId>();
  for (const [key, value] of cards.rows) {
    const card = value as CardRow;
    const ids = idsOf(card);
    for (const id of ids) known.add(id);
    const log = ids.flatMap((id) => byCard.get(id) ?? []);
    if (!fits(card, foldCard(log, scheduler))) wrong.push(key as CardId);
  }
  const missing = [...byCard.keys()].filter((id) => !known.has(id));
  return { events: events.rows.length, cards: cards.rows.length, wrong, missing, unreadable };
}

/**
 * Rebuilds the cards that the check found wrong; those without readable content are deleted, for the deck to be
 * installed again.
 * @returns whether decks must be installed again, since cards or their content are lost
 */
export async function repair(db: Database, check: Check, scheduler: Scheduler): Promise<boolean> {
  const decksLost = await write(db, ["cards", "events", "decks"], async (transaction) => {
    const store = transaction.objectStore("cards");
    const log = transaction.objectStore("events").index("card");
    let lost = check.missing.length > 0 || check.cards === 0;
    for (const id of check.wrong) {
      const card = await store.get(id);
      if (card && hasContent(card)) await store.put(await refolded(log, card, scheduler));
      else {
        await store.delete(id);
        lost = true;
      }
    }
    // A deck without its row is installed at the next opportunity; cards that are there keep their history.
    if (lost) await transaction.objectStore("decks").clear();
    return lost;
  });
  return decksLost;
}

const idsOf = (card: CardRow): readonly CardId[] =>
  hasContent(card) ? [card.id, ...card.content.formerIds] : [card.id];

const hasContent = (card: CardRow): boolean =>
  Array.isArray(card.content?.formerIds) && Array.isArray(card.content.front);

/** Whether the row is the one that would be written for this state, index keys included. */
function fits(card: CardRow, state: CardState): boolean {
  if (!hasContent(card)) return false;
  const expected = rowOf({ ...card, state });
  return same(card.state, state) && same(card.queue, expected.queue) && card.fact === expected.fact;
}

/** Equal as JSON, whatever the order of fields. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key as keyof typeof a], b[key as keyof typeof b]));
}
