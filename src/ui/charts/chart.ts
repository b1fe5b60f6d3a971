/** What every chart is made of: rows along one axis, a value for each series in each row. */
export interface ChartRow {
  /** Named in the table, and what a mark is told apart by. */
  readonly label: string;
  /** Under the axis, where there is room; without it the label. */
  readonly tick?: string;
  /** Null where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

/** How a series is drawn: always by a tint and a hatching, never by a colour alone. `ink` is a line in front of a band. */
export type Tone = "full" | "hatched" | "dotted" | "open" | "ink";

export interface Series {
  readonly name: string;
  readonly tone: Tone;
}

export interface ChartData {
  /** What the rows are: "Day". */
  readonly rowName: string;
  /** What the values are, with their unit: "Minutes". Empty where the heading right above the chart says it. */
  readonly valueName: string;
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
  /** The rows are kinds of things, not steps along a scale: each keeps its word, however narrow the chart is. */
  readonly isNamed?: boolean;
  /** How a value is written. */
  readonly format: (value: number) => string;
}

/** The paint of a tone; the hatchings are made once in a page, by `ChartTones`. */
export const paintOf = (tone: Tone): string => PLAIN[tone] ?? `url(#tone-${tone})`;
const PLAIN: Readonly<Partial<Record<Tone, string>>> = { full: "var(--accent)", ink: "var(--ink)" };

/** The words under the axis; empty where a row has none. */
export const ticksOf = ({ rows }: Pick<ChartData, "rows">): readonly string[] =>
  rows.map(({ tick, label }) => tick ?? label);

/**
 * Which rows get their words so that no two meet: every so many of those that have words, the last among them.
 * @param room and labelWidth in the same unit
 */
export function tickPlaces(ticks: readonly string[], room: number, labelWidth: number): number[] {
  const named = [...ticks.keys()].filter((i) => ticks[i] !== "");
  const every = Math.max(1, Math.ceil((named.length * labelWidth) / Math.max(1, room)));
  return named.filter((_, nth) => (named.length - 1 - nth) % every === 0);
}

/** How wide a word under the axis is, with the room about it, in letters of the chart. */
export const wordRoom = (letters: number): number => letters * 0.52 + 1.2;

/**
 * On how many lines the words under the axis stand, in turn, so that each row has its word and no two meet.
 * @param room in letters of the chart
 */
export function wordLines(words: readonly string[], room: number): number {
  const step = room / Math.max(1, words.length);
  const wide = (row: number): number => wordRoom(words[row]?.length ?? 0);
  const fits = (lines: number): boolean =>
    words.every((_, row) => row + lines >= words.length || (wide(row) + wide(row + lines)) / 2 <= lines * step);
  let lines = 1;
  while (!fits(lines)) lines++;
  return lines;
}

/** How wide the longest of some words is, in letters. */
export const widestOf = (words: readonly string[]): number => Math.max(1, ...words.map(({ length }) => length));
