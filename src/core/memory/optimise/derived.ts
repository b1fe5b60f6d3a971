import { curveFactor, firstDifficulty } from "./recurrence.ts";

/** What follows from the weights alone, worked out once for all reviews. Formulas and their sources: recurrence.ts. */
export interface Derived {
  readonly factor: number;
  /** df/dd, where d = −w20 and f = 0.9^(1/d) − 1. */
  readonly factorSlope: number;
  /** e^w8 */
  readonly gain: number;
  /** e^(w17·(G−3+w18)), by grade; the first entry stands for no grade. */
  readonly sameDay: Float64Array;
  /** e^(w17·w18): a lapse leaves at most S over this. */
  readonly lapseDivisor: number;
  /** D0(G), not clamped, by grade. */
  readonly firstDifficulty: Float64Array;
  /** e^(w5·(G−1)), by grade. */
  readonly firstStep: Float64Array;
}

/** @param w the 21 weights of FSRS-6 */
export function derive(w: ArrayLike<number>): Derived {
  const at = (i: number) => w[i] ?? 0;
  const factor = curveFactor(at(20));
  const byGrade = (of: (grade: number) => number) => Float64Array.from([0, 1, 2, 3, 4], of);
  return {
    factor,
    factorSlope: ((factor + 1) * -Math.log(0.9)) / (at(20) * at(20)),
    gain: Math.exp(at(8)),
    sameDay: byGrade((grade) => Math.exp(at(17) * (grade - 3 + at(18)))),
    lapseDivisor: Math.exp(at(17) * at(18)),
    firstDifficulty: byGrade((grade) => firstDifficulty(w, grade)),
    firstStep: byGrade((grade) => Math.exp(at(5) * (grade - 1))),
  };
}
