/** What was measured, and its floor, both taken in the same run. */
export interface Samples {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  /** Each of ours was taken beside the floor that stands at the same place. */
  readonly byTurns?: boolean;
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
  /** The ratio that we aim at; null where none is set. */
  readonly bar: number | null;
  readonly unit: "ms" | "bytes" | "nats";
}

/** A line of the report. `ours` and `floor` are medians; `spread` is half the interquartile range of the ratios. */
export interface Line {
  readonly id: string;
  readonly what: string;
  readonly ratio: number;
  readonly bar: number | null;
  readonly ours: number;
  readonly floor: number;
  readonly unit: string;
  readonly spread: number;
}

export function lineOf({ id, what, bar, unit, ...samples }: Series): Line {
  const [ours, floor] = [median(samples.ours), median(samples.floor)];
  const ratios = ratiosOf(samples);
  return {
    id,
    what,
    ratio: rounded(ours / floor),
    bar,
    ours: rounded(ours),
    floor: rounded(floor),
    unit,
    spread: rounded((quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2),
  };
}

/**
 * By turns, each of ours to its own floor, so that what slowed both falls out; else each of ours to every floor. Either way
 * the scatter of the floor is in them as well.
 */
function ratiosOf({ ours, floor, byTurns = false }: Pick<Samples, "ours" | "floor" | "byTurns">): number[] {
  if (!byTurns) return ours.flatMap((value) => floor.map((one) => value / one));
  if (ours.length !== floor.length) throw new Error(`${ours.length} by turns with ${floor.length} of the floor`);
  return ours.map((value, i) => value / (floor[i] ?? Number.NaN));
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

/** With which power of the size something grows: the slope of the logarithms by least squares. NaN for fewer than two sizes. */
export function exponentOf(points: readonly (readonly [size: number, value: number])[]): number {
  const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/**
 * So many rounds of both, each time the other one first, so that what one leaves behind falls on both alike. The first round
 * fills the caches and is thrown away.
 */
export async function alternated<R>(
  rounds: number,
  ours: () => Promise<R>,
  floor: () => Promise<R>,
): Promise<{ readonly ours: R[]; readonly floor: R[] }> {
  const taken: { readonly ours: R[]; readonly floor: R[] } = { ours: [], floor: [] };
  for (let round = 0; round <= rounds; round++) {
    const both = round % 2 === 0 ? (["floor", "ours"] as const) : (["ours", "floor"] as const);
    for (const one of both) taken[one].push(await (one === "ours" ? ours : floor)());
  }
  return { ours: taken.ours.slice(1), floor: taken.floor.slice(1) };
}

/** To the next tenth, as times in ms are told. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
