/** Chance that can be had again: OSTEON_SEED=<the printed seed> repeats the moments of a run. */
import process from "node:process";

export const SEED = Number(process.env.OSTEON_SEED ?? Math.floor(Math.random() * 2 ** 31));

let state = SEED;

/** In [0, 1). Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
