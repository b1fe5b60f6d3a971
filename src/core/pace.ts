export interface Pace {
  /** How long a piece should take, in ms. */
  readonly wantedMs: number;
  readonly least: number;
  readonly most: number;
}

/**
 * How large the next piece of a long work is, by how long the last one took: at most twice as large, at least half as large.
 * @param size of the last piece, in whatever unit
 */
export const nextSize = (size: number, tookMs: number, { wantedMs, least, most }: Pace): number =>
  Math.min(most, Math.max(least, Math.round(size * Math.min(2, Math.max(0.5, wantedMs / tookMs)))));
