import type { CardContent, Deck } from "../core/deck/deck.ts";
import { NEW_CARD_STATE } from "../core/memory/card-state.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { refolded } from "./card-log.ts";
import type { Database } from "./open.ts";
import { type CardRow, type DeckRow, rowOf } from "./schema.ts";
import { write } from "./transaction.ts";

/**
 * Brings a deck's cards to the content of this version, once per version. No card's history is touched: new wording
 * keeps it, a card that left the deck is hidden with it, a renamed card takes it along.
 * @returns whether anything was written
 */
export function installDeck(db: Database, deck: Deck, scheduler: Scheduler, nowMs: number): Promise<boolean> {
  return write(db, ["cards", "events", "decks"], async (transaction) => {
    const installed = await transaction.objectStore("decks").get(deck.id);
    if (installed?.version === deck.version) return false;

    const store = transaction.objectStore("cards");
    const log = transaction.objectStore("events").index("card");
    const rows = new Map((await store.index("deck").getAll(deck.id)).map((row) => [row.id, row]));
    const writes: Promise<unknown>[] = [];
    for (const content of deck.cards) {
      const row = contentRow(deck, content, rows.get(content.id));
      // A card that is new here may have a log: under a former id, or from a backup that came before the deck.
      writes.push(store.put(rows.has(content.id) ? row : await refolded(log, row, scheduler)));
    }
    const present = new Set(deck.cards.map((content) => content.id));
    for (const row of rows.values()) {
      if (!present.has(row.id) && !row.retired)
        writes.push(store.put(rowOf({ ...row, retired: true, revision: row.revision + 1 })));
    }
    writes.push(transaction.objectStore("decks").put(deckRow(deck, nowMs)));
    await Promise.all(writes);
    return true;
  });
}

/** The card with the deck's wording and its own history. Its revision stays: a new wording refuses no grade. */
function contentRow(deck: Deck, content: CardContent, known: CardRow | undefined): CardRow {
  const { state, revision } = known ?? { state: NEW_CARD_STATE, revision: 0 };
  return rowOf({ id: content.id, deck: deck.id, content, state, revision, retired: false });
}

function deckRow(deck: Deck, installedAtMs: number): DeckRow {
  const { cards: _, ...rest } = deck;
  return { ...rest, installedAtMs };
}
