import type { JSX } from "preact";
import { type ChartData, tickPlaces, ticksOf, widestOf, wordRoom } from "./chart.ts";
import { type Frame, WORD_LINE } from "./frame.ts";

interface Props {
  readonly frame: Frame;
  readonly data: ChartData;
  /** Values of the upright axis that get a line. */
  readonly lines: readonly number[];
  /** Where a row stands, in px from the left. */
  readonly place: (row: number) => number;
}

/** The lines behind the marks, the words beside and under them, and what each axis counts. */
export function Axes({ frame, data, lines, place }: Props): JSX.Element {
  const ticks = ticksOf(data);
  const shown = data.isNamed
    ? [...ticks.keys()]
    : tickPlaces(ticks, frame.right - frame.left, wordRoom(widestOf(ticks)) * frame.letter);
  /** A word on the edge stays within the picture. */
  const within = (row: number): number => {
    const half = (wordRoom(ticks[row]?.length ?? 0) * frame.letter) / 2;
    return data.isNamed ? Math.max(half, Math.min(place(row), frame.width - half)) : place(row);
  };
  const down = (row: number): number => frame.bottom + (1.4 + (row % frame.wordLines) * WORD_LINE) * frame.letter;
  return (
    // Numbers at lines that nobody hears of: the chart has a sentence, and a table.
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of shapes takes no focus.
    <g class="chart-axes" aria-hidden="true">
      {lines.map((value) => (
        <g key={value}>
          <line x1={frame.left} x2={frame.right} y1={frame.y(value)} y2={frame.y(value)} />
          <text x={frame.left - frame.letter * 0.5} y={frame.y(value)} dy="0.32em" text-anchor="end">
            {data.format(value)}
          </text>
        </g>
      ))}
      <text x={0} y={frame.letter * 0.9}>
        {data.valueName}
      </text>
      <text x={frame.right} y={frame.height - frame.letter * 0.25} text-anchor="end">
        {data.rowName}
      </text>
      {shown.map((row) => (
        <text key={row} x={within(row)} y={down(row)} text-anchor="middle">
          {ticks[row]}
        </text>
      ))}
    </g>
  );
}
