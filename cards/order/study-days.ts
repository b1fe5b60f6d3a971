/** What the days of somebody who answers every new card right look like, for an order of cards that is to be judged. */
import { ADVICE_FROM, DAY, isPair, LONGEST_RUN, type Placed } from "./interleave.ts";

/** A card as its day depends on it. */
export interface Dealt extends Placed {
  /** The facts that must have been answered right before it is asked. */
  readonly unlockedBy: readonly string[];
}

/** The most new cards of a day that an order is judged by. */
const MOST_PER_DAY = 20;

export interface Faults<C> {
  readonly count: number;
  /** The cards that stand where they should not. */
  readonly cards: ReadonlySet<C>;
  /** At how many new cards a day they are seen. */
  readonly days: ReadonlySet<number>;
}

/** @param than faults that an order is to have fewer of: where it has not, it is not looked at to the end */
export type Judge<C> = (order: readonly C[], than?: Faults<C>) => Faults<C>;

const SIZES = Array.from({ length: MOST_PER_DAY - 1 }, (_, at) => MOST_PER_DAY - at);

/**
 * Counts the faults of orders of the same cards, over 1 to 20 new cards a day: two of one pair on one day, or a day of one
 * chapter alone, where something else could have come; at the usual number, a full day from the third on that has only
 * advice or only the rest, where `isAdvice` is given.
 */
export function judgeOf<C extends Dealt>(all: readonly C[], isAdvice: ((chapter: string) => boolean) | null): Judge<C> {
  const pairs = new Map(all.map((card) => [card, new Set(all.filter((other) => isPair(card, other)))]));
  return (order, than) => {
    const cards = new Set<C>();
    const days = new Set<number>();
    let count = 0;
    const blame = (...blamed: readonly C[]): void => {
      count += 1;
      for (const card of blamed) cards.add(card);
    };
    for (const perDay of new Set([...(than?.days ?? []), ...SIZES])) {
      if (than !== undefined && count >= than.count) break;
      const before = count;
      for (const [day, dealt] of daysOf(order, perDay, pairs, blame).entries()) {
        if (perDay !== DAY || isAdvice === null || dealt.length < DAY) continue;
        const kinds = new Set(dealt.map(({ chapter }) => isAdvice(chapter)));
        if (day * DAY < ADVICE_FROM ? kinds.has(true) : kinds.size === 1) blame(...dealt);
      }
      if (count > before) days.add(perDay);
    }
    return { count, cards, days };
  };
}

/** Each day's cards: the first that are unlocked, one of each fact, as the queue takes them. */
function daysOf<C extends Dealt>(
  order: readonly C[],
  perDay: number,
  pairs: ReadonlyMap<C, ReadonlySet<C>>,
  blame: (...cards: readonly C[]) => void,
): C[][] {
  const known = new Set<string>();
  const waiting = new Set(order);
  const days: C[][] = [];
  while (waiting.size > 0) {
    const dealt: C[] = [];
    const taken = new Set<string>();
    let hadChoice = false;
    const isOpen = (card: C): boolean => !taken.has(card.fact) && card.unlockedBy.every((fact) => known.has(fact));
    const isPaired = (card: C): boolean => dealt.some((other) => pairs.get(card)?.has(other) === true);
    while (dealt.length < perDay) {
      const next = first(waiting, isOpen);
      if (next === undefined) break;
      const other = (fits: (card: C) => boolean): boolean =>
        first(waiting, (card) => card.fact !== next.fact && isOpen(card) && fits(card)) !== undefined;
      if (isPaired(next) && other((card) => !isPaired(card)))
        blame(next, ...dealt.filter((one) => pairs.get(next)?.has(one)));
      hadChoice ||= other(({ chapter }) => chapter !== next.chapter);
      dealt.push(next);
      taken.add(next.fact);
      known.add(next.fact);
      waiting.delete(next);
    }
    // What waits for a fact that never comes is for a rule to find.
    if (dealt.length === 0) break;
    const isAlone = dealt.length > LONGEST_RUN && dealt.every(({ chapter }) => chapter === dealt[0]?.chapter);
    if (isAlone && hadChoice) blame(...dealt);
    days.push(dealt);
  }
  return days;
}

function first<C>(cards: Iterable<C>, fits: (card: C) => boolean): C | undefined {
  for (const card of cards) if (fits(card)) return card;
  return undefined;
}
