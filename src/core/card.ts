import type { CardContent } from "./deck/deck.ts";
import type { CardId, DeckId } from "./ids.ts";
import type { CardState } from "./memory/card-state.ts";

/** A card of a user: what it says, where it stands, and how often it was changed. */
export interface Card {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly content: CardContent;
  readonly state: CardState;
  /** Goes up with every change of the state. A grade names the revision it was made for, and is refused for another. */
  readonly revision: number;
  /** No longer in the deck: hidden, its history kept. */
  readonly retired: boolean;
}

export const inDeckOrder = (a: Card, b: Card): number =>
  a.content.order - b.content.order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
