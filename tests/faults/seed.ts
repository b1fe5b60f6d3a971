/** Chance that can be had again: OSTEON_SEED=<the printed seed> repeats the moments of a run. */
import process from "node:process";
import { drawing } from "./mutate.ts";

export const SEED = Number(process.env.OSTEON_SEED ?? Math.floor(Math.random() * 2 ** 31));

const draw = drawing(SEED);

/** In [0, 1). */
export const random = (): number => draw(2 ** 32) / 2 ** 32;
