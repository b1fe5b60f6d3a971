/** Chance that can be had again: OSTEON_SEED=<the printed seed> repeats the moments of a run. */
import process from "node:process";
import { drawing } from "./mutate.ts";

export const SEED = Number(process.env.OSTEON_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers in [0, 1): for each file from the start, whatever its worker ran before. */
export function drawnBySeed(): () => number {
  const draw = drawing(SEED);
  return () => draw(2 ** 32) / 2 ** 32;
}
