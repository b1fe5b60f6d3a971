/** Neighbours among many facts, drawn or kept as one. */
import type { KnownFacts } from "./known-facts.ts";

/** Neighbours, without the last. */
export interface Group {
  readonly from: number;
  readonly to: number;
}

/** The mean of a group, with 0 for what is not begun of it; null where nothing is. */
export function recallIn({ recalls }: Pick<KnownFacts, "recalls">, { from, to }: Group): number | null {
  let [sum, isBegun] = [0, false];
  for (let place = from; place < to; place++) {
    const recall = recalls[place] ?? Number.NaN;
    if (Number.isNaN(recall)) continue;
    sum += recall;
    isBegun = true;
  }
  return isBegun ? sum / (to - from) : null;
}

/** At most so many groups of neighbours, of nearly the same size. */
export function inGroups(things: number, most: number): Group[] {
  const count = Math.min(things, most);
  return Array.from({ length: count }, (_, i) => ({
    from: Math.floor((i * things) / count),
    to: Math.floor(((i + 1) * things) / count),
  }));
}
