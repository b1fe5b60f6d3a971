/**
 * Two facts about the same two things are easily mixed up on one day: "PTH raises calcium" and "calcium lowers PTH" share
 * both, in either direction. Their cards come on different days, where anything else can be asked.
 */
import type { CardEntry } from "../card.ts";
import type { Fact } from "../deck/deck.ts";
import type { FactId } from "../ids.ts";

/** Of facts, the two things that each speaks of, the same for whichever direction; a fact that has no two is left out. */
export type Pairs = ReadonlyMap<FactId, string>;

/** The two things of a fact; null where it speaks of one alone. */
export const pairOf = ({ triple: { subject, object } }: Pick<Fact, "triple">): string | null =>
  subject === object ? null : [subject, object].sort().join(" ");

/** What the cards of a day have taken: no other card of such a fact comes on it, and of such a pair only at its end. */
export interface Taken {
  readonly facts: Set<FactId>;
  readonly pairs: Set<string>;
}

type Asked = Pick<CardEntry, "fact" | "unlockedBy">;

/** The pair of its fact, and of a card that waits for two facts those two: it sets them beside each other. */
function keysOf({ fact, unlockedBy }: Asked, pairs: Pairs): readonly string[] {
  const own = pairs.get(fact);
  const both = unlockedBy.length === 2 ? [[...unlockedBy].sort().join(" ")] : [];
  return own === undefined ? both : [own, ...both];
}

/** What cards take of a day, whether they were answered on it or are to come. */
export function takenBy(cards: readonly Asked[], pairs: Pairs): Taken {
  return {
    facts: new Set(cards.map(({ fact }) => fact)),
    pairs: new Set(cards.flatMap((card) => keysOf(card, pairs))),
  };
}

/**
 * Takes cards in order, one of each fact and one of each pair that is not taken yet, as far as the limit; what it takes is
 * then taken.
 * @returns them, and those of a taken pair that it passed over: for who has nothing else left
 */
export function takeApart<C extends Asked>(
  cards: readonly C[],
  taken: Taken,
  limit: number,
  pairs: Pairs,
): { readonly chosen: C[]; readonly paired: C[] } {
  const chosen: C[] = [];
  const paired: C[] = [];
  for (const card of cards) {
    if (chosen.length >= limit) break;
    if (taken.facts.has(card.fact)) continue;
    const keys = keysOf(card, pairs);
    if (keys.some((key) => taken.pairs.has(key))) {
      paired.push(card);
      continue;
    }
    taken.facts.add(card.fact);
    for (const key of keys) taken.pairs.add(key);
    chosen.push(card);
  }
  return { chosen, paired };
}

/** Takes cards in order, one of each fact that is not taken yet, as far as the limit; what it takes is then taken. */
export function takeRest<C extends Asked>(cards: readonly C[], taken: Taken, limit: number): C[] {
  const chosen: C[] = [];
  for (const card of cards) {
    if (chosen.length >= limit) break;
    if (taken.facts.has(card.fact)) continue;
    taken.facts.add(card.fact);
    chosen.push(card);
  }
  return chosen;
}
