/**
 * The order of introduction as days are made of it: the first cards that a learner may see are taken from its head, so
 * what should not come on one day must not stand close together. It is fixed here, once, and costs a page nothing.
 */

/** A card as its place in the order depends on it. */
export interface Placed {
  readonly id: string;
  readonly fact: string;
  readonly chapter: string;
  /** What must come before it, by id. */
  readonly needs: ReadonlySet<string>;
  /** What should come before it: the facts that bring the words of its question. Given up only where nothing else is left. */
  readonly wants: ReadonlySet<string>;
  /** The pairs of things that it speaks of. Two facts of one pair are easily mixed up on one day. */
  readonly pairs: readonly string[];
}

/** New cards of a day, unless the learner says otherwise. */
export const DAY = 8;
/** The first place at which advice comes between the rest: that of the third day. */
export const ADVICE_FROM = 2 * DAY;
/** So many cards at most follow one another in one chapter. A day of more has two chapters. */
export const LONGEST_RUN = 3;
/** Nearer than that, a pair is kept apart even if four of one chapter follow one another for it. */
const NEAR = 14;
/**
 * So many cards at least lie between two of one pair, where nothing else is said: more than a busy learner begins with on
 * a day. Which number serves a deck best is for `best-order.ts` to find.
 */
export const PAIR_GAP = 28;

/**
 * @param cards as the chapters are written, which decides wherever nothing else does
 * @param isAdvice the chapters of everyday advice, which come evenly between the others from the third day
 * @param gap how many cards should lie between two of one pair
 * @returns the same cards, each after what it needs
 * @throws when the needs run in a circle
 */
export function interleave<C extends Placed>(
  cards: readonly C[],
  isAdvice: (chapter: string) => boolean,
  gap = PAIR_GAP,
): C[] {
  const waiting = new Set(cards);
  const ids = new Set(cards.map(({ id }) => id));
  const done: C[] = [];
  const total = cards.filter(({ chapter }) => isAdvice(chapter)).length;
  const rest = cards.length - total;
  while (waiting.size > 0) {
    const came = new Set(done.map(({ id }) => id));
    const lacks = (needs: ReadonlySet<string>): boolean => [...needs].some((id) => ids.has(id) && !came.has(id));
    const ready = [...waiting].filter(({ needs }) => !lacks(needs));
    if (ready.length === 0) {
      throw new Error(`cards wait for one another: ${[...waiting].map(({ id }) => id).join(", ")}`);
    }
    const advised = done.filter(({ chapter }) => isAdvice(chapter)).length;
    const turn = adviceIsDue(advised, total, done.length - advised, rest);
    const next = least(ready, (card) => [
      flag(lacks(card.wants)),
      // Before its time it would not be advice between facts, but advice on nothing.
      flag(done.length < ADVICE_FROM && isAdvice(card.chapter)),
      ...closeness(card, done, gap),
      flag(isAdvice(card.chapter) !== turn),
    ]);
    done.push(next);
    waiting.delete(next);
  }
  return done;
}

/** Whether fewer of the advice have come than of the rest, in shares of both, from the third day on. */
function adviceIsDue(advised: number, total: number, others: number, rest: number): boolean {
  const from = Math.min(ADVICE_FROM, rest);
  if (advised + others < from) return false;
  return rest === from || (advised + 0.5) / total < (others - from + 1) / (rest - from);
}

/**
 * Brings in what is switched off at first. Whoever leaves it off sees the other cards in their order; whoever switches it
 * on gets it between what is left of them.
 * @param cards the order of those that are on
 * @param off those that are off
 * @param from how many of the first must have come before a card of this chapter does
 * @param gap how many cards should lie between two of one pair
 */
export function weaveIn<C extends Placed>(
  cards: readonly C[],
  off: readonly C[],
  from: (chapter: string) => number,
  gap = PAIR_GAP,
): C[] {
  const ids = new Set([...cards, ...off].map(({ id }) => id));
  const waiting = new Set(off);
  const done: C[] = [];
  const start = Math.min(cards.length, ...off.map(({ chapter }) => from(chapter)));
  const chapters = new Set(cards.map(({ chapter }) => chapter));
  const isOn = (chapter: string): boolean => chapters.has(chapter);
  let on = 0;
  while (on < cards.length || waiting.size > 0) {
    const came = new Set(done.map(({ id }) => id));
    const lacks = (needs: ReadonlySet<string>): boolean => [...needs].some((id) => ids.has(id) && !came.has(id));
    const ready = [...waiting].filter((card) => on >= from(card.chapter) && !lacks(card.needs));
    const ahead = cards.slice(on, on + gap);
    const next = ready.length === 0 ? undefined : least(ready, (card) => rank(card, done, { ahead, lacks, isOn, gap }));
    const turn = (off.length - waiting.size + 0.5) / off.length < (on - start + 1) / (cards.length - start + 1);
    const fits = next !== undefined && rank(next, done, { ahead, lacks, isOn, gap }).every((value) => value === 0);
    const card = on >= cards.length || (turn && fits) ? next : cards[on];
    if (card === undefined)
      throw new Error(`cards wait for one another: ${[...waiting].map(({ id }) => id).join(", ")}`);
    done.push(card);
    if (!waiting.delete(card)) on += 1;
  }
  return done;
}

interface Weaving {
  /** What comes next of those that are on. */
  readonly ahead: readonly Placed[];
  readonly lacks: (needs: ReadonlySet<string>) => boolean;
  readonly isOn: (chapter: string) => boolean;
  readonly gap: number;
}

function rank(card: Placed, done: readonly Placed[], { ahead, lacks, isOn, gap }: Weaving): number[] {
  // Of the chapters that are off at first a learner may switch on this one alone: what is between is then not there.
  const there = done.filter((one) => isOn(one.chapter) || one.chapter === card.chapter || isPair(one, card));
  return [
    flag(lacks(card.wants)),
    flag(ahead.some((other) => isPair(card, other))),
    ...closeness(card, there, gap),
    // At the end nothing of what is on is left to part them, and then the others must.
    flag(isLongRun(card, done)),
  ];
}

/** What stands too close before a card, the worst first. */
function closeness(card: Placed, done: readonly Placed[], gap: number): number[] {
  const before = done.slice(-Math.max(gap, NEAR)).reverse();
  const pair = before.findIndex((other) => isPair(card, other));
  const lacking = (wanted: number): number => (pair < 0 ? 0 : Math.max(0, wanted - pair));
  return [
    // Where it cannot be far enough: at least not near, and then as far as it can be.
    flag(lacking(gap) > 0),
    lacking(NEAR),
    flag(isLongRun(card, done)),
    lacking(gap),
    // It would wait for another day in any case.
    flag(before.slice(0, DAY - 1).some(({ fact }) => fact === card.fact)),
  ];
}

/** Whether as many as may follow one another in one chapter have just come of that of a card. */
function isLongRun(card: Placed, done: readonly Placed[]): boolean {
  const run = done.slice(-LONGEST_RUN);
  return run.length === LONGEST_RUN && run.every(({ chapter }) => chapter === card.chapter);
}

/** Whether two cards ask different facts about the same two things. */
export const isPair = (a: Placed, b: Placed): boolean =>
  a.fact !== b.fact && a.pairs.some((pair) => b.pairs.includes(pair));

/** For each of some cards those that it makes a pair with. */
export function pairsAmong<C extends Placed>(cards: readonly C[]): (card: C) => readonly C[] {
  const byPair = new Map(cards.flatMap(({ pairs }) => pairs.map((pair): [string, C[]] => [pair, []])));
  for (const card of cards) for (const pair of card.pairs) byPair.get(pair)?.push(card);
  const others = (card: C): C[] => card.pairs.flatMap((pair) => byPair.get(pair) ?? []);
  return (card) => [...new Set(others(card))].filter(({ fact }) => fact !== card.fact);
}

const flag = (is: boolean): number => (is ? 1 : 0);

/** The first of those whose list of numbers is the least, compared one by one. */
function least<C>(cards: readonly C[], rankOf: (card: C) => readonly number[]): C {
  const ranked = cards.map((card) => ({ card, rank: rankOf(card) }));
  const [first, ...others] = ranked;
  if (first === undefined) throw new RangeError("there is nothing to choose from");
  return others.reduce((best, one) => (isLess(one.rank, best.rank) ? one : best), first).card;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
