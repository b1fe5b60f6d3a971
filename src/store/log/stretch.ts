/** Events that were added together stand beside each other in the log: by their places they are found again later. */
import { lastPlace } from "./log.ts";

/** Places of the log, both included. */
export interface LogStretch {
  readonly from: number;
  readonly to: number;
}

export function isLogStretch(value: unknown): value is LogStretch {
  if (typeof value !== "object" || value === null) return false;
  const { from, to }: Partial<Record<keyof LogStretch, unknown>> = value;
  return Number.isInteger(from) && Number.isInteger(to);
}

export const areLogStretches = (value: unknown): value is readonly LogStretch[] =>
  Array.isArray(value) && value.every(isLogStretch);

/**
 * What came in one transaction stands in one stretch, at the end of the log. What it mended was here before and stands ahead.
 * @param log that transaction's
 * @param before the last place of the log before any of it was there
 */
export const stretchSince = async (log: Parameters<typeof lastPlace>[0], before: number): Promise<LogStretch> => ({
  from: before + 1,
  to: await lastPlace(log),
});

export const isIn = (stretches: readonly LogStretch[], place: number): boolean =>
  stretches.some(({ from, to }) => place >= from && place <= to);

/** How many rows they hold at most: some may be there no more. */
export const rowsIn = (stretches: readonly LogStretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);

/** In the order of the log, with those that follow each other as one. @param stretches in that order */
export function joined(stretches: readonly LogStretch[]): LogStretch[] {
  const all: LogStretch[] = [];
  for (const { from, to } of stretches) {
    const last = all.at(-1);
    if (last && last.to + 1 === from) all[all.length - 1] = { from: last.from, to };
    else all.push({ from, to });
  }
  return all;
}
