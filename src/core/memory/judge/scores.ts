/** How well predictions were borne out. All reviews count alike here; fsrs-rs and Anki weigh the newer ones more. */
import { logLossOf } from "../optimise/predict.ts";

/** Predictions and outcomes, pair by pair. */
export interface Scored {
  /** 0 to 1. */
  readonly predicted: Float64Array;
  /** 1 for remembered, 0 for forgotten. */
  readonly remembered: Uint8Array;
}

/** Mean of −(y·ln R + (1−y)·ln(1−R)), in nats; lower is better (Good 1952, https://doi.org/10.1111/j.2517-6161.1952.tb00104.x). */
export function logLoss({ predicted, remembered }: Scored): number {
  let sum = 0;
  for (let i = 0; i < predicted.length; i++) sum += logLossOf(predicted[i] ?? 0, remembered[i] === 1);
  return sum / predicted.length;
}

/**
 * How likely a review that was remembered had the higher prediction than one that was forgotten, equals counting half
 * (Mann and Whitney's U over the number of pairs, 1947, https://doi.org/10.1214/aoms/1177730491). Null where all were remembered, or none.
 */
export function areaUnderCurve({ predicted, remembered }: Scored): number | null {
  const order = Uint32Array.from(predicted, (_, i) => i).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0));
  let positives = 0;
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let here = 0;
    const value = predicted[order[from] ?? 0];
    for (; to < order.length && predicted[order[to] ?? 0] === value; to++) here += remembered[order[to] ?? 0] ?? 0;
    positives += here;
    ranks += here * ((from + 1 + to) / 2);
    from = to;
  }
  const negatives = predicted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The root of the mean squared difference between predicted and observed recall over bins, each counting by its size. */
export function rmseOverBins({ predicted, remembered }: Scored, bins: ArrayLike<number>): number {
  const sums = new Map<number, { predicted: number; remembered: number; count: number }>();
  for (let i = 0; i < predicted.length; i++) {
    const bin = bins[i] ?? 0;
    const sum = sums.get(bin) ?? { predicted: 0, remembered: 0, count: 0 };
    sum.predicted += predicted[i] ?? 0;
    sum.remembered += remembered[i] ?? 0;
    sum.count += 1;
    sums.set(bin, sum);
  }
  let squares = 0;
  for (const sum of sums.values()) squares += (sum.predicted - sum.remembered) ** 2 / sum.count;
  return Math.sqrt(squares / predicted.length);
}
