import type { CardContent } from "./deck/deck.ts";
import type { CardId, DeckId, FactId } from "./ids.ts";
import type { CardState } from "./memory/card-state.ts";
import { inIdOrder } from "./text-order.ts";

/** All of a card that scheduling needs: where it stands and where it belongs, without a word of its text. */
export interface CardEntry {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly fact: FactId;
  readonly chapter: string;
  /** Place in the order of introduction within its deck. */
  readonly order: number;
  /** Facts of which some card must have been answered right before this one is introduced. */
  readonly unlockedBy: readonly FactId[];
  /** Ids it had before; their history is this card's. */
  readonly formerIds: readonly CardId[];
  readonly state: CardState;
  /** Goes up with every change of the state. A grade names the revision it was made for, and is refused for another. */
  readonly revision: number;
  /** No longer in the deck: hidden, its history kept. */
  readonly retired: boolean;
}

/** A card of a user with what it says. */
export interface Card extends CardEntry {
  readonly content: CardContent;
}

/** For sorting the cards of one deck: teaching order, and the same at every sort. */
export const inDeckOrder = (a: CardEntry, b: CardEntry): number => a.order - b.order || inIdOrder(a, b);
