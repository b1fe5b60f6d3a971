import type { JSX } from "preact";
import { type ChartData, tickPlaces, ticksOf, widestOf } from "./chart.ts";
import type { Frame } from "./frame.ts";

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
  const shown = tickPlaces(ticks, frame.right - frame.left, (widestOf(ticks) * 0.52 + 1.2) * frame.letter);
  return (
    <g class="chart-axes">
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
        <text key={row} x={place(row)} y={frame.bottom + frame.letter * 1.4} text-anchor="middle">
          {ticks[row]}
        </text>
      ))}
    </g>
  );
}
