/** The mean of all runs, and the range in which nine of ten lie. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Its ends are such that one more run would lie within it nine times of ten, also where there are few (quantiles of type 6 in
 * Hyndman and Fan 1996, https://doi.org/10.2307/2684934).
 */
export function bandOf(values: readonly number[]): Band {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  const at = (part: number) => {
    const place = Math.min(Math.max(part * (sorted.length + 1) - 1, 0), Math.max(0, last));
    const low = sorted[Math.floor(place)] ?? 0;
    return low + ((sorted[Math.ceil(place)] ?? 0) - low) * (place - Math.floor(place));
  };
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
    low: at(0.05),
    high: at(0.95),
  };
}
