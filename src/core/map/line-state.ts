/** How a line of the map stands: as strong as the cards that teach it, and silent while one of them is to be asked. */
import type { CardEntry } from "../card.ts";
import type { FactId } from "../ids.ts";
import type { Model } from "../memory/model.ts";
import { isPutOff } from "../memory/put-off.ts";
import { type FactRecall, factRecall } from "../stats/fact-recall.ts";
import type { StudyDay } from "../time/study-day.ts";
import type { MapEdge } from "./deck-map.ts";

export interface MapFact extends FactRecall {
  /** A card of it is asked today, so that nothing may give its answer away. */
  readonly isDue: boolean;
}

/** @param cards all cards of one fact that are in its deck, each with whether it is switched off */
export function mapFact(
  cards: readonly (Pick<CardEntry, "state"> & { readonly off: boolean })[],
  today: StudyDay,
  model: Model,
): MapFact {
  const isDue = cards.some(
    ({ off, state }) =>
      !off && !state.suspended && !isPutOff(state, today) && state.dueDay !== null && state.dueDay <= today,
  );
  return { ...factRecall(cards, today, model), isDue };
}

export interface LineState {
  /** `blank`: nothing of it was begun. `silent`: it neither says what it does nor where it leads. */
  readonly kind: "blank" | "inked" | "silent";
  /** The mean of its facts, 0 to 1; what is not begun counts as not known. */
  readonly recall: number;
}

/** @param facts what is known; a fact that is not there was not begun */
export function lineState({ facts: ids }: Pick<MapEdge, "facts">, facts: ReadonlyMap<FactId, MapFact>): LineState {
  const own = ids.flatMap((id) => facts.get(id) ?? []);
  const recall = own.reduce((sum, one) => sum + (one.recall ?? 0), 0) / Math.max(1, ids.length);
  if (own.some(({ isDue }) => isDue)) return { kind: "silent", recall };
  return { kind: own.some(({ begun }) => begun > 0) ? "inked" : "blank", recall };
}
