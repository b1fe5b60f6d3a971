import type { CardId } from "../../core/ids.ts";
import type { StateRow } from "../../store/database/schema.ts";
import { type CardText, readCardText } from "../../store/decks/card-text.ts";
import type { Database } from "../../store/opening/open.ts";

/** What cards say. Those that come next are read while the present one is in front, so that nobody waits for them. */
export interface CardTexts {
  /** Null when the card's content is not there. */
  readonly read: (card: StateRow) => Promise<CardText | null>;
  /** Begins to read these, and forgets what it read ahead of any others. */
  readonly readAhead: (cards: readonly StateRow[]) => void;
  /** To be called when terms or corrections were shown, or the database was written elsewhere. */
  readonly forget: () => void;
}

/** Holds in memory what was read ahead, and nothing else. */
export function cardTexts(db: Database): CardTexts {
  let ahead = new Map<CardId, Promise<CardText | null>>();
  // What cannot be read ahead is read again, and told, when it is wanted.
  const begin = (card: StateRow) => readCardText(db, card).catch(() => null);
  return {
    read: async (card) => (await ahead.get(card.id)) ?? (await readCardText(db, card)),
    readAhead(cards) {
      ahead = new Map(cards.map((card) => [card.id, ahead.get(card.id) ?? begin(card)]));
    },
    forget() {
      ahead = new Map();
    },
  };
}
