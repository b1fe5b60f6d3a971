/** What a user has set by hand in Anki and Osteon does not take over: it is only counted. */
import type { CardId } from "../../core/ids.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import { cardsByAnyId, type StudyCard, type StudyData } from "../study-data.ts";
import { MANUAL } from "./review-row.ts";

export interface FoundByHand {
  /** When a due day was set that still counts there: the card was neither answered nor reset since. */
  readonly due: ReadonlyMap<CardId, number>;
  readonly suspended: ReadonlySet<CardId>;
  readonly buried: ReadonlySet<CardId>;
}

/** Anki's numbers for the queues. Siblings of what was answered wait in one of their own, until the next day and by themselves. */
export const QUEUES = { suspended: -1, buried: -3 } as const;

/** "Forget" stands in the review log in the same way, but for the factor of 0. */
export const isDueByHand = (ease: unknown, type: unknown, factor: unknown): boolean =>
  ease === 0 && type === MANUAL && typeof factor === "number" && factor !== 0;

interface StandingHere extends Pick<StudyData, "now"> {
  readonly cards: readonly Pick<StudyCard, "id" | "formerIds" | "retired" | "state" | "isOff">[];
}

/** How many cards stand otherwise here for that. What was suspended here went to Anki suspended, and so did what is off and new. */
export function countByHand({ due, suspended, buried }: FoundByHand, { cards, now }: StandingHere): number {
  const byId = cardsByAnyId(cards);
  const found = new Set([...due.keys(), ...suspended, ...buried].flatMap((id) => byId.get(id) ?? []));
  const counted = [...found].filter(({ id, formerIds, state, isOff = false, retired }) => {
    if (retired) return false;
    return [id, ...formerIds].some(
      (one) =>
        (due.get(one) ?? 0) > state.lastEventAtMs ||
        (suspended.has(one) && !state.suspended && !(isOff && state.memory === null)) ||
        (buried.has(one) && !isPutOff(state, now.today)),
    );
  });
  return counted.length;
}
