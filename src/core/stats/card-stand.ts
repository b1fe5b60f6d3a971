import type { CardState } from "../memory/card-state.ts";
import { isMature } from "./answer-kind.ts";

/** Where a card stands in the long run; `learning` is also a card that was forgotten and goes through its steps again. */
export const CARD_STANDS = ["new", "learning", "young", "mature"] as const;
export type CardStand = (typeof CARD_STANDS)[number];

/** Where a card stands; what is mature, `answer-kind.ts` says. */
export function cardStand(state: CardState): CardStand {
  switch (state.phase) {
    case "new":
      return "new";
    case "learning":
    case "relearning":
      return "learning";
    case "review":
      return isMature(state) ? "mature" : "young";
  }
}
