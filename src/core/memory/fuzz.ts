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

/**
 * @param intervalDays whole days, 1 or more
 * @param random in [0, 1); the same for all four ratings of one showing, so that their order is kept
 * @returns whole days in the interval's range, never above the maximum, and longer than `elapsedDays` if it was
 */
export function fuzzedInterval(
  intervalDays: number,
  random: number,
  elapsedDays: number,
  maximumIntervalDays: number,
): number {
  if (intervalDays < 2.5) return intervalDays;
  let delta = 1;
  for (const { from, to, factor } of RANGES) delta += factor * Math.max(0, Math.min(intervalDays, to) - from);
  const longest = Math.min(Math.round(intervalDays + delta), maximumIntervalDays);
  let shortest = Math.max(2, Math.round(intervalDays - delta));
  if (intervalDays > elapsedDays) shortest = Math.max(shortest, elapsedDays + 1);
  shortest = Math.min(shortest, longest);
  return shortest + Math.floor(random * (longest - shortest + 1));
}

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
