/** What was measured, and its floor: taken in the same run by turns. */
export interface Samples {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  /** What it is, where only measuring tells all of it. */
  readonly what?: string;
}

/** Why there is nothing to measure against on this machine. */
export interface Missing {
  readonly missing: string;
}

/** A measurement with what it is. Times in ms, sizes in bytes, log loss in nats. */
export interface Series extends Omit<Samples, "what"> {
  readonly id: string;
  readonly what: string;
  /** The ratio that we aim at. */
  readonly bar: number;
  readonly unit: "ms" | "bytes" | "nats";
}

/** A line of the report. `ours` and `floor` are medians; `spread` is half the interquartile range of the ratios. */
export interface Line {
  readonly id: string;
  readonly what: string;
  readonly ratio: number;
  readonly bar: number;
  readonly ours: number;
  readonly floor: number;
  readonly unit: string;
  readonly spread: number;
}

export function lineOf({ id, what, bar, unit, ours, floor }: Series): Line {
  const middle = quantile(floor, 0.5);
  const ratios = ours.map((value) => value / middle);
  return {
    id,
    what,
    ratio: rounded(quantile(ours, 0.5) / middle),
    bar,
    ours: rounded(quantile(ours, 0.5)),
    floor: rounded(middle),
    unit,
    spread: rounded((quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2),
  };
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** The value below which a part of the sample lies, interpolated; 1 for its largest. NaN for no sample. */
export function quantile(sample: readonly number[], part: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** To the next tenth, as times in ms are told. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
