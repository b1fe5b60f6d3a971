import { NEAREST } from "./backward.ts";
import { cardCount, type ReviewColumns } from "./columns.ts";
import { derive } from "./derived.ts";
import { forward } from "./forward.ts";
import { ForwardPass } from "./forward-pass.ts";

/**
 * What given weights would have predicted at each review, from all that came before it.
 * @returns recall from 0 to 1 for each review; NaN for the first of each card and for same-day reviews
 */
export function predict(columns: ReviewColumns, weights: ArrayLike<number>): Float64Array {
  const w = Float64Array.from(weights);
  const derived = derive(w);
  const pass = new ForwardPass();
  const predictions = new Float64Array(columns.ratings.length).fill(Number.NaN);
  for (let card = 0; card < cardCount(columns); card++) {
    const from = columns.starts[card] ?? 0;
    const to = columns.starts[card + 1] ?? 0;
    forward(pass, w, derived, columns, from, to);
    for (let i = from + 1; i < to; i++) {
      if ((columns.elapsedDays[i] ?? 0) > 0) predictions[i] = pass.recalls[i - from] ?? Number.NaN;
    }
  }
  return predictions;
}

/** −(y·ln R + (1−y)·ln(1−R)) of one prediction, in nats (Good 1952, https://doi.org/10.1111/j.2517-6161.1952.tb00104.x). */
export function logLossOf(recall: number, remembered: boolean): number {
  const within = Math.min(Math.max(recall, NEAREST), 1 - NEAREST);
  return -Math.log(remembered ? within : 1 - within);
}
