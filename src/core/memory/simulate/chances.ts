/** Draws from distributions. */
import type { Random } from "../random.ts";

/** A normal deviate (Box and Muller 1958, https://doi.org/10.1214/aoms/1177706645). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** From the beta distribution, 0 to 1: one of two gamma deviates as a part of both. @param a @param b above 0 */
export function betaDrawn(a: number, b: number, random: Random): number {
  const [first, second] = [gammaDrawn(a, random), gammaDrawn(b, random)];
  return first / (first + second);
}

/** From the gamma distribution of scale 1 (Marsaglia and Tsang 2000, https://doi.org/10.1145/358407.358414). */
function gammaDrawn(shape: number, random: Random): number {
  if (shape < 1) return gammaDrawn(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const deviate = normal(random);
    const v = (1 + c * deviate) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * deviate * deviate + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * The logarithm of B(a + yes, b + no) / B(a, b): how likely so many answers are, in their order, under a beta prior
 * (https://en.wikipedia.org/wiki/Beta-binomial_distribution).
 */
export function logBetaRatio(a: number, b: number, yes: number, no: number): number {
  let sum = 0;
  for (let i = 0; i < yes; i++) sum += Math.log(a + i);
  for (let i = 0; i < no; i++) sum += Math.log(b + i);
  for (let i = 0; i < yes + no; i++) sum -= Math.log(a + b + i);
  return sum;
}
