/**
 * The order of introduction whose days have the fewest faults. `interleave.ts` lays the chapters into one another by looking
 * back only; what its order leaves to be wished is mended here, by moving one card at a time for as long as that helps.
 * The same cards always give the same order.
 */
import { interleave, type Placed, weaveIn } from "./interleave.ts";
import { type Dealt, type Judge, judgeOf } from "./study-days.ts";

/** A card is moved so many places at most. */
const FARTHEST = 120;
/** Between two places that are tried, as long as one of these mends something. */
const STEP = 6;
/** So many orders at most are judged: a deck that nothing mends is not to be tried for ever. */
const MOST_TRIES = 1000;

interface Chapters<C> {
  /** The cards of the chapters that are on at first, as they are written. */
  readonly on: readonly C[];
  readonly off: readonly C[];
  readonly isAdvice: (chapter: string) => boolean;
  /** For an order of those that are on: how many of them come before a card of a chapter that is off at first. */
  readonly from: (order: readonly Placed[]) => (chapter: string) => number;
}

/** Orders that were found, by all that they depend on: a deck is often made again with nothing but a word changed. */
const found = new Map<string, readonly string[]>();

/**
 * @returns all cards, those that are off at first laid between the others
 * @throws when the needs run in a circle
 */
export function bestOrder<C extends Dealt>(chapters: Chapters<C>): C[] {
  const { on, off, isAdvice, from } = chapters;
  const all = [...on, ...off];
  const start = from(on);
  const key = JSON.stringify([
    on.length,
    all.map((card) => [
      card.id,
      card.fact,
      card.chapter,
      [...card.needs],
      [...card.wants],
      card.pairs,
      card.unlockedBy,
    ]),
    all.map(({ chapter }) => isAdvice(chapter)),
    off.map(({ chapter }) => start(chapter)),
  ]);
  const byId = new Map(all.map((card) => [card.id, card]));
  const known = found.get(key);
  if (known !== undefined) return known.flatMap((id) => byId.get(id) ?? []);
  const order = searched(chapters);
  found.set(
    key,
    order.map(({ id }) => id),
  );
  return order;
}

function searched<C extends Dealt>({ on, off, isAdvice, from }: Chapters<C>): C[] {
  const judge = judgeOf(on, isAdvice);
  const first = mended(interleave(on, isAdvice), judge, () => true);
  if (off.length === 0) return first;
  const isOff = new Set(off);
  const onesOn = (order: readonly C[]): C[] => order.filter((card) => !isOff.has(card));
  const judgeAll = judgeOf([...on, ...off], null);
  /** For those who leave them off and for those who switch them on. */
  const judgeBoth: Judge<C> = (order, than) => {
    const all = judgeAll(order, than);
    if (than !== undefined && all.count >= than.count) return all;
    const without = judge(onesOn(order));
    return {
      count: without.count + all.count,
      cards: new Set([...without.cards, ...all.cards]),
      days: new Set([...all.days, ...without.days]),
    };
  };
  const isOffered = (order: readonly C[]): boolean => {
    const start = from(onesOn(order));
    let before = 0;
    for (const card of order) {
      if (!isOff.has(card)) before += 1;
      else if (before < start(card.chapter)) return false;
    }
    return true;
  };
  return mended(weaveIn(first, interleave(off, isAdvice), from(first)), judgeBoth, isOffered);
}

function mended<C extends Dealt>(order: readonly C[], judge: Judge<C>, mayBe: (order: readonly C[]) => boolean): C[] {
  const place = new Map(order.map(({ id }, at) => [id, at]));
  // What came after what it wants keeps to that; what did not could not.
  const needs = new Map(
    order.map((card, at) => [
      card,
      new Set([...card.needs, ...[...card.wants].filter((id) => (place.get(id) ?? at) < at)]),
    ]),
  );
  let best = [...order];
  let faults = judge(best);
  let tries = 0;
  const better = (cards: Iterable<C>, step: number): boolean => {
    for (const card of cards) {
      for (const moved of moves(best, card, needs, step)) {
        if (!mayBe(moved)) continue;
        tries += 1;
        if (tries > MOST_TRIES) return false;
        const now = judge(moved, faults);
        if (now.count >= faults.count) continue;
        [best, faults] = [moved, now];
        return true;
      }
    }
    return false;
  };
  // Where no place of a card at fault helps, another card in its way may give it one.
  while (faults.count > 0 && (better(faults.cards, STEP) || better(faults.cards, 1) || better(best, STEP)));
  return best;
}

/** The orders with one card elsewhere, the nearest places first, that keep it between what it needs and what needs it. */
function* moves<C extends Dealt>(
  order: readonly C[],
  card: C,
  needs: ReadonlyMap<C, ReadonlySet<string>>,
  step: number,
): Generator<C[]> {
  const at = order.indexOf(card);
  const rest = order.filter((one) => one !== card);
  const earliest = rest.findLastIndex(({ id }) => needs.get(card)?.has(id) === true) + 1;
  const needing = rest.findIndex((one) => needs.get(one)?.has(card.id) === true);
  const latest = needing < 0 ? rest.length : needing;
  for (let far = step; far <= FARTHEST; far += step) {
    for (const to of [at + far, at - far]) {
      if (to < earliest || to > latest) continue;
      yield rest.toSpliced(to, 0, card);
    }
  }
}
