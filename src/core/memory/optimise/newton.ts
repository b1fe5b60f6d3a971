// biome-ignore-all lint/style/noNonNullAssertion: indices run within the arrays by construction
import { clamp, HIGHEST, LOWEST, WEIGHT_COUNT } from "../weights.ts";
import type { ForwardPass } from "./forward-pass.ts";
import { type Objective, type Slope, slopeAt } from "./objective.ts";
import { solve } from "./solve.ts";

/**
 * A step that promises less than this is not worth taking, in nats of the whole objective: a weight that is off by one
 * standard error costs half a nat. Nor is one that promises less than so small a part of it.
 */
const LEAST_GAIN = 0.3;
const LEAST_PART = 1e-4;
/** A step that promises less than this part of the objective is so small that its promise holds. */
const SMALL_PART = 1e-3;
/** Of an objective above this, which some hundred thousand reviews have, a slope takes long enough to be spared. */
const LONG = 50_000;
/** Above this part of what it promised, a step is to be trusted. */
const GOOD = 0.75;
const POOR = 0.1;

/**
 * Newton's method with an estimated curvature, damped as Levenberg and Marquardt do where a step disappoints (Marquardt
 * 1963, https://doi.org/10.1137/0111030), and kept within the bounds: a weight that pushes against its bound stays there
 * (Bertsekas 1982, https://doi.org/10.1137/0320018).
 * @param weights moved in place
 * @param most slopes to work out
 * @yields the part of the work that is done, if all slopes will be needed
 */
export function* descend(
  objective: Objective,
  weights: Float64Array,
  most: number,
  pass: ForwardPass,
): Generator<number, void, void> {
  let damping = 0;
  let here = yield* counted(slopeAt(objective, weights, pass), 0, most);
  for (let slopes = 1; ; ) {
    const step = stepFrom(here, weights, damping);
    if (step.gain < Math.max(LEAST_GAIN, LEAST_PART * here.value) * (damping > 0 ? 0.1 : 1)) return;
    if (slopes >= most || (here.value > LONG && step.gain < SMALL_PART * here.value)) {
      // No slope is spent on finding out whether the last step was right: it is small, or those before it were right.
      if (damping === 0) weights.set(step.to);
      return;
    }
    const there = yield* counted(slopeAt(objective, step.to, pass), slopes, most);
    slopes += 1;
    const kept = (here.value - there.value) / step.gain;
    if (kept > GOOD) damping = damping < 0.02 ? 0 : damping / 5;
    else if (kept < POOR) damping = Math.max(0.1, damping * 4);
    if (kept <= 0) continue;
    weights.set(step.to);
    here = there;
  }
}

/** Work that is one part of several, all equal: what it yields is the part of all. */
function* counted<Result>(work: Generator<number, Result, void>, before: number, parts: number) {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield (before + value) / parts;
  }
}

/** Where a step leads, and by how much the objective would fall were it as its slope and curvature say. */
function stepFrom({ gradient, curvature }: Slope, weights: Float64Array, damping: number) {
  const moves = new Float64Array(WEIGHT_COUNT);
  let free = Array.from({ length: WEIGHT_COUNT }, (_, i) => i).filter((i) => {
    return gradient[i]! > 0 ? weights[i]! > LOWEST[i]! : weights[i]! < HIGHEST[i]!;
  });
  // A weight that would leave its bounds is put on the bound, and the others are asked again, knowing that.
  for (let left = -1; free.length > 0 && free.length !== left; ) {
    left = free.length;
    const solved = solve(damped(curvature, free, damping), rightSide(gradient, curvature, free, moves));
    for (const [n, i] of free.entries()) moves[i] = solved[n]!;
    free = free.filter((i) => {
      const to = weights[i]! + moves[i]!;
      if (to > LOWEST[i]! && to < HIGHEST[i]!) return true;
      moves[i] = clamp(to, LOWEST[i]!, HIGHEST[i]!) - weights[i]!;
      return false;
    });
  }
  const to = weights.map((value, i) => clamp(value + moves[i]!, LOWEST[i]!, HIGHEST[i]!));
  let gain = 0;
  for (let i = 0; i < WEIGHT_COUNT; i++) {
    gain -= gradient[i]! * moves[i]!;
    for (let j = 0; j < WEIGHT_COUNT; j++) gain -= 0.5 * moves[i]! * curvature[i * WEIGHT_COUNT + j]! * moves[j]!;
  }
  return { to, gain };
}

/** The rows and columns of the weights that are free, with a part of the diagonal added to it. */
function damped(curvature: Float64Array, free: readonly number[], damping: number): Float64Array {
  const matrix = new Float64Array(free.length ** 2);
  for (const [row, i] of free.entries()) {
    for (const [column, j] of free.entries()) matrix[row * free.length + column] = curvature[i * WEIGHT_COUNT + j]!;
    matrix[row * free.length + row]! *= 1 + damping;
  }
  return matrix;
}

/** Downhill, as it is once those that are not free have moved. */
function rightSide(gradient: Float64Array, curvature: Float64Array, free: readonly number[], moves: Float64Array) {
  return Float64Array.from(free, (i) => {
    let slope = gradient[i]!;
    for (let j = 0; j < WEIGHT_COUNT; j++) if (!free.includes(j)) slope += curvature[i * WEIGHT_COUNT + j]! * moves[j]!;
    return -slope;
  });
}
