import { mixed } from "./random.ts";

/**
 * Spreads reviews out a little, so that cards learnt together do not come back together for ever. The range is that of
 * Anki and the FSRS projects: 15 % of the interval's days from 2.5 to 7, 10 % from 7 to 20, 5 % beyond, plus one day.
 * Source: https://docs.ankiweb.net/studying.html#fuzz-factor and the ranges in ts-fsrs.
 */
const RANGES = [
  { from: 2.5, to: 7, factor: 0.15 },
  { from: 7, to: 20, factor: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, factor: 0.05 },
] as const;

/** Whole days, both included, among which one is chosen. */
export interface DayRange {
  readonly shortest: number;
  readonly longest: number;
}

/** What came before an interval. */
export interface Before {
  /** Study days since the last review. */
  readonly elapsedDays: number;
  /** The interval that was promised then; 0 where there was none. */
  readonly promisedDays: number;
}

/**
 * The days that an interval may become. Where the interval is longer than the time since the last review, so is every day of
 * the range. Where the one that was promised last lies in the range, none is shorter: chance never takes back what the
 * formula gave (https://github.com/ankitects/anki/pull/4826).
 * @param intervalDays whole days, 1 or more
 */
export function fuzzRange(intervalDays: number, { elapsedDays, promisedDays }: Before, maximumDays: number): DayRange {
  const days = Math.min(intervalDays, maximumDays);
  if (days < 2.5) return { shortest: days, longest: days };
  let delta = 1;
  for (const { from, to, factor } of RANGES) delta += factor * Math.max(0, Math.min(days, to) - from);
  const longest = Math.min(Math.round(days + delta), maximumDays);
  let shortest = Math.max(2, Math.round(days - delta));
  if (days > elapsedDays) shortest = Math.max(shortest, elapsedDays + 1);
  if (promisedDays <= longest) shortest = Math.max(shortest, promisedDays);
  return { shortest: Math.min(shortest, longest), longest };
}

/** @param random in [0, 1); the same for all four ratings of one showing, so that their order is kept */
export const fuzzedInterval = ({ shortest, longest }: DayRange, random: number): number =>
  shortest + Math.floor(random * (longest - shortest + 1));

/**
 * A number in [0, 1) that depends on the text alone, so that a preview and the grade that follows it agree.
 * FNV-1a, then one round of the murmur3 finaliser, which spreads what FNV leaves in the low bits.
 */
export function seededRandom(seed: string): number {
  return (mixed(fnv1a(seed)) >>> 0) / 2 ** 32;
}

/** 32 bits of a text, signed. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
