import type { CardState } from "../memory/card-state.ts";
import { isMature } from "./answer-kind.ts";

/** Where a card stands in the long run; `learning` is also a card that was forgotten and goes through its steps again. */
export const CARD_STANDS = ["new", "learning", "young", "mature"] as const;
export type CardStand = (typeof CARD_STANDS)[number];

/** By what the card waits for, which its events say, and not by its phase, which follows from the steps in force as well. */
export function cardStand(state: CardState): CardStand {
  if (state.reviews === 0) return "new";
  if (state.dueAtMs !== null) return "learning";
  return isMature(state) ? "mature" : "young";
}

/** How many cards stand where. */
export function countStands(states: Iterable<CardState>): Readonly<Record<CardStand, number>> {
  const counts = { new: 0, learning: 0, young: 0, mature: 0 };
  for (const state of states) counts[cardStand(state)] += 1;
  return counts;
}
