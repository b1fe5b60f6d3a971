import type { Scored } from "./scores.ts";

/** A point of the plot: reviews whose predictions lie next to each other. */
export interface CalibrationBin {
  /** Mean prediction, 0 to 1. */
  readonly predicted: number;
  /** Part that was remembered, 0 to 1. */
  readonly observed: number;
  /** 95 % interval of the observed part. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * Predictions in order, cut into bins of equal size: as many as leave each about `fewest` reviews, up to `most`. Bins of
 * equal width would put nearly all reviews into the last few.
 */
export function calibrationBins({ predicted, remembered }: Scored, most = 12, fewest = 25): CalibrationBin[] {
  const order = Uint32Array.from(predicted, (_, i) => i).sort((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0));
  const bins = Math.min(most, Math.max(1, Math.floor(order.length / fewest)));
  if (order.length === 0) return [];
  return Array.from({ length: bins }, (_, bin) => {
    const members = order.subarray(
      Math.round((bin * order.length) / bins),
      Math.round(((bin + 1) * order.length) / bins),
    );
    const count = members.length;
    const passed = members.reduce((sum, i) => sum + (remembered[i] ?? 0), 0);
    const mean = members.reduce((sum, i) => sum + (predicted[i] ?? 0), 0) / count;
    return { predicted: mean, observed: passed / count, ...wilson(passed, count), count };
  });
}

/** Wilson's interval for a part, at 95 %. Source: Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953 */
function wilson(passed: number, count: number): { low: number; high: number } {
  const z = 1.959964;
  const part = passed / count;
  const middle = (part + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half = (z * Math.sqrt((part * (1 - part)) / count + (z * z) / (4 * count * count))) / (1 + (z * z) / count);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
