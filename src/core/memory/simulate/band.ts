/** The mean of all runs, and the range in which nine of ten lie. */
export interface Band {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Both ends are interpolated between the runs next to them. */
export function bandOf(values: readonly number[]): Band {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? 0;
    return low + ((sorted[Math.ceil(place)] ?? 0) - low) * (place - Math.floor(place));
  };
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
    low: at(0.05),
    high: at(0.95),
  };
}
