/** What the days of somebody who answers every new card right look like, for an order of cards that is to be judged. */
import { ADVICE_FROM, DAY, LONGEST_RUN, type Placed, pairsAmong } from "./interleave.ts";

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
  const places = placesOf(all);
  return (order, than) => {
    const cards = new Set<C>();
    const days = new Set<number>();
    let count = 0;
    const blame = (blamed: readonly Place<C>[]): void => {
      count += 1;
      for (const { card } of blamed) cards.add(card);
    };
    const queue = order.flatMap((card) => places.get(card) ?? []);
    for (const perDay of new Set([...(than?.days ?? []), ...SIZES])) {
      if (than !== undefined && count >= than.count) break;
      const before = count;
      for (const [day, dealt] of daysOf(queue, perDay, blame).entries()) {
        if (perDay !== DAY || isAdvice === null || dealt.length < DAY) continue;
        const kinds = new Set(dealt.map(({ card }) => isAdvice(card.chapter)));
        if (day * DAY < ADVICE_FROM ? kinds.has(true) : kinds.size === 1) blame(dealt);
      }
      if (count > before) days.add(perDay);
    }
    return { count, cards, days };
  };
}

/**
 * A card while days are dealt. An order is dealt in twenty ways, and hundreds of orders are judged: what a card is asked
 * each time stands in it, and nothing is looked up.
 */
interface Place<C> {
  readonly card: C;
  readonly chapter: number;
  readonly fact: Taught<C>;
  /** Those that it makes a pair with. */
  readonly pairs: Place<C>[];
  /** How many facts unlock it, and how many of these are not known yet. */
  readonly locks: number;
  locked: number;
  /** The last day, from 1, on which another one of a pair was dealt. */
  pairedOn: number;
  /** The next that waits. */
  next: Place<C> | null;
}

interface Taught<C> {
  readonly unlocks: Place<C>[];
  /** The last day, from 1, on which something of it was dealt. */
  dealtOn: number;
}

function placesOf<C extends Dealt>(all: readonly C[]): ReadonlyMap<C, Place<C>> {
  const facts = new Map(all.map(({ fact }): [string, Taught<C>] => [fact, { unlocks: [], dealtOn: 0 }]));
  const chapters = [...new Set(all.map(({ chapter }) => chapter))];
  const pairs = pairsAmong(all);
  const places = new Map<C, Place<C>>();
  for (const card of all) {
    const unlockedBy = new Set(card.unlockedBy);
    const place: Place<C> = {
      card,
      chapter: chapters.indexOf(card.chapter),
      fact: facts.get(card.fact) ?? { unlocks: [], dealtOn: 0 },
      pairs: [],
      locks: unlockedBy.size,
      locked: 0,
      pairedOn: 0,
      next: null,
    };
    for (const fact of unlockedBy) facts.get(fact)?.unlocks.push(place);
    places.set(card, place);
  }
  for (const [card, place] of places) place.pairs.push(...pairs(card).flatMap((other) => places.get(other) ?? []));
  return places;
}

/** Each day's cards: the first that are unlocked, one of each fact, as the queue takes them. */
function daysOf<C>(
  order: readonly Place<C>[],
  perDay: number,
  blame: (cards: readonly Place<C>[]) => void,
): Place<C>[][] {
  let head = queued(order);
  const days: Place<C>[][] = [];
  while (head !== null) {
    const day = days.length + 1;
    const dealt: Place<C>[] = [];
    let hadChoice = false;
    while (dealt.length < perDay) {
      let before: Place<C> | null = null;
      let next: Place<C> | null = head;
      while (next !== null && !isOpen(next, day)) [before, next] = [next, next.next];
      if (next === null) break;
      if (next.pairedOn === day && hasUnpaired(next, day))
        blame([next, ...dealt.filter((one) => next.pairs.includes(one))]);
      hadChoice ||= hasOtherChapter(next, day);
      if (before === null) head = next.next;
      else before.next = next.next;
      dealt.push(next);
      deal(next, day);
    }
    // What waits for a fact that never comes is for a rule to find.
    if (dealt.length === 0) break;
    const isAlone = dealt.length > LONGEST_RUN && dealt.every(({ chapter }) => chapter === dealt[0]?.chapter);
    if (isAlone && hadChoice) blame(dealt);
    days.push(dealt);
  }
  return days;
}

/** Lets all wait anew, one after the other. @returns the first */
function queued<C>(order: readonly Place<C>[]): Place<C> | null {
  let next: Place<C> | null = null;
  for (const place of order.toReversed()) {
    place.locked = place.locks;
    place.pairedOn = 0;
    place.fact.dealtOn = 0;
    place.next = next;
    next = place;
  }
  return next;
}

const isOpen = (place: Place<unknown>, day: number): boolean => place.locked === 0 && place.fact.dealtOn !== day;

/** Whether one behind it, of another fact, could come as well and makes no pair with what was dealt. What is before it could not. */
function hasUnpaired(place: Place<unknown>, day: number): boolean {
  for (let other = place.next; other !== null; other = other.next)
    if (other.pairedOn !== day && other.fact !== place.fact && isOpen(other, day)) return true;
  return false;
}

/** The same for one of another chapter. */
function hasOtherChapter(place: Place<unknown>, day: number): boolean {
  for (let other = place.next; other !== null; other = other.next)
    if (other.chapter !== place.chapter && other.fact !== place.fact && isOpen(other, day)) return true;
  return false;
}

function deal<C>(place: Place<C>, day: number): void {
  const { fact, pairs } = place;
  if (fact.dealtOn === 0) for (const other of fact.unlocks) other.locked -= 1;
  fact.dealtOn = day;
  for (const other of pairs) other.pairedOn = day;
}
