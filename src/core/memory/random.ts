/**
 * Chance that is the same for the same seed, on every machine. Both are one number a call, made of multiplications and
 * shifts of 32 bits alone.
 */
export type Random = () => number;

/** The finaliser of MurmurHash3: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp */
export function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The golden ratio in 32 bits: steps of this size visit every number before one comes again. */
const STEP = 0x9e3779b9;

/** Numbers in [0, 1), one after the other. */
export function randomFrom(seed: number): Random {
  let state = mixed(seed | 0);
  return () => {
    state = (state + STEP) | 0;
    return (mixed(state) >>> 0) / 2 ** 32;
  };
}

/** The number in [0, 1) that belongs to three numbers: the same whatever was asked before. */
export function randomAt(seed: number, first: number, second: number): number {
  const one = mixed(((seed | 0) + STEP) | 0);
  const two = mixed((one ^ first) + STEP);
  return (mixed((two ^ second) + STEP) >>> 0) / 2 ** 32;
}

/** Puts numbers into any order, each as likely as the others (Fisher and Yates), in place. */
export function shuffle(values: Int32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
}
