/**
 * Which day of its range a card is given: one with few cards, far from its siblings, and no easy day. As Anki does it, from
 * https://github.com/ankitects/anki/blob/main/rslib/src/scheduler/states/load_balancer.rs and ankitects/anki#4640.
 */
import type { StudyDay } from "../time/study-day.ts";
import { type EasyDay, type EasyDays, weekdayOf } from "./easy-days.ts";
import type { DayRange } from "./fuzz.ts";

/** Longer intervals are left to chance alone: so far ahead there is little to balance yet. */
export const LONGEST_BALANCED_DAYS = 90;

/** How full the days to come are, as far as a card's new day depends on it. */
export interface Load {
  /** Cards that are due on a day, the card itself left out. */
  readonly dueOn: (day: StudyDay) => number;
  /** How many other cards of the same fact are due on a day. */
  readonly siblingsOn: (day: StudyDay) => number;
  readonly easyDays: EasyDays;
}

const FACTORS: Readonly<Record<EasyDay, number>> = { normal: 1, fewer: 0.5, none: 0.0001 };
/** By how many days a sibling is away. */
const SIBLING_FACTORS = [1e-6, 0.2, 0.4, 0.6, 0.8];

/** How a range is weighed. */
export interface Weighing {
  readonly today: StudyDay;
  /** Sooner days weigh more, since more cards can still come to later ones. */
  readonly prefersSooner: boolean;
}

/**
 * @param random in [0, 1)
 * @returns a number of days from today within the range; the same for the same numbers
 */
export function balancedInterval(range: DayRange, random: number, load: Load, weighing: Weighing): number {
  const weights = dayWeights(range, load, weighing);
  let rest = random * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  // What rounding leaves over belongs to the last day.
  return chosen < 0 ? range.longest : range.shortest + chosen;
}

/** The weight of each day of a range, above 0. */
export function dayWeights(
  { shortest, longest }: DayRange,
  { dueOn, siblingsOn, easyDays }: Load,
  { today, prefersSooner }: Weighing,
): readonly number[] {
  const intervals = Array.from({ length: longest - shortest + 1 }, (_, i) => shortest + i);
  const counts = intervals.map((days) => dueOn(today + days));
  const easy = easyFactors(
    intervals.map((days) => easyDays[weekdayOf(today + days)] ?? "normal"),
    counts,
  );
  return intervals.map((days, i) => {
    const [count = 0, isEasy = 1] = [counts[i], easy[i]];
    // An empty day weighs 1 whatever its distance. Not so one that is asked to stay empty: it counts as one with a card.
    const isFree = count === 0 && isEasy === 1;
    const base = isFree ? 1 : Math.max(1, count) ** -2.15 * (prefersSooner ? days ** -3 : 1);
    return base * siblingFactor(today + days, siblingsOn) * isEasy;
  });
}

const siblingFactor = (day: StudyDay, siblingsOn: Load["siblingsOn"]): number =>
  SIBLING_FACTORS.reduce((product, factor, away) => {
    const siblings = siblingsOn(day + away) + (away === 0 ? 0 : siblingsOn(day - away));
    return product * factor ** siblings;
  }, 1);

/** Counts how often each day stands in a list of days. @returns tells the count of a day */
export function countOn(days: readonly StudyDay[]): (day: StudyDay) => number {
  const counts = new Map<StudyDay, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return (day) => counts.get(day) ?? 0;
}

/** A day that is to have fewer cards is as good as any while it holds less than half of the others, and then no more. */
function easyFactors(kinds: readonly EasyDay[], counts: readonly number[]): readonly number[] {
  const cards = counts.reduce((sum, count) => sum + count, 0);
  const share = kinds.reduce((sum, kind) => sum + FACTORS[kind], 0);
  return kinds.map((kind, i) => {
    if (kind !== "fewer") return FACTORS[kind];
    const count = counts[i] ?? 0;
    const others = share - FACTORS.fewer;
    const isFull = others > 0 && count / FACTORS.fewer > (cards - count) / others;
    return isFull ? FACTORS.none : FACTORS.normal;
  });
}
