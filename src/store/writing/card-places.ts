/** Where the rows of a card stand in the log, whatever they hold: the index knows that of rows that cannot be read as well. */
import type { CardEntry } from "../../core/card.ts";
import type { CardId } from "../../core/ids.ts";
import type { Writing } from "../database/transaction.ts";
import { isIn, type LogStretch } from "../log/stretch.ts";
import { stateOf } from "../states/refold.ts";

type Card = Pick<CardEntry, "id" | "formerIds">;

/** The card that an id stands for today. */
export const cardOf = async (transaction: Writing, id: CardId): Promise<Card> =>
  (await stateOf(transaction.objectStore("states"), id)) ?? { id, formerIds: [] };

/** Under all its ids. */
export async function cardPlaces(transaction: Writing, { id, formerIds }: Card): Promise<number[]> {
  const byCard = transaction.objectStore("events").index("card");
  return (await Promise.all([id, ...formerIds].map((one) => byCard.getAllKeys(one)))).flat();
}

/** How many of some cards have no row in these stretches. */
export async function countOutside(
  transaction: Writing,
  cards: readonly Card[],
  stretches: readonly LogStretch[],
): Promise<number> {
  const places = await Promise.all(cards.map((card) => cardPlaces(transaction, card)));
  return places.filter((some) => !some.some((place) => isIn(stretches, place))).length;
}
