/** What every chart is made of: rows along one axis, a value for each series in each row. */
export interface ChartRow {
  /** Named in the table, and what a mark is told apart by. */
  readonly label: string;
  /** Under the axis, where there is room; without it the label. */
  readonly tick?: string;
  /** Null where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

/** How a series is drawn: always by a tint and a hatching, never by a colour alone. */
export const TONES = ["full", "hatched", "dotted", "open"] as const;
export type Tone = (typeof TONES)[number];

export interface ChartData {
  /** What the rows are: "Day". */
  readonly rowName: string;
  readonly series: readonly { readonly name: string; readonly tone: Tone }[];
  readonly rows: readonly ChartRow[];
  /** How a value is written. */
  readonly format: (value: number) => string;
}

/** The paint of a tone; the hatchings are made once in a page, by `ChartTones`. */
export const paintOf = (tone: Tone): string => (tone === "full" ? "var(--accent)" : `url(#tone-${tone})`);

/** Which of so many marks get a label so that no two meet: every so many, the last among them. */
export function tickPlaces(count: number, room: number, labelWidth: number): number[] {
  const every = Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, room)));
  return Array.from({ length: count }, (_, i) => i).filter((i) => (count - 1 - i) % every === 0);
}
