import { ticks } from "d3-array";
import { line } from "d3-shape";
import type { JSX } from "preact";
import { Axes } from "./Axes.tsx";
import { type ChartData, ticksOf, widestOf } from "./chart.ts";
import { frameOf } from "./frame.ts";
import { useRoom } from "./use-room.ts";

interface Props {
  /** Shares from 0 to 1. */
  readonly data: ChartData;
  readonly label: string;
  /** A share that was wanted, drawn as a line across. */
  readonly wanted: number;
}

const LOWEST = [0, 0.5, 0.6, 0.7] as const;
/** A point of each series has a shape of its own. */
const POINTS = [
  (r: number) => `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`,
  (r: number) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
] as const;

/** How shares changed over time, beside the one that was wanted. Where nothing was asked there is no point. */
export function ShareLines({ data, label, wanted }: Props): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const all = data.rows.flatMap(({ values }) => values.flatMap((value) => value ?? []));
  const least = Math.min(...all, wanted);
  const low = LOWEST.findLast((edge) => edge <= least) ?? 0;
  const lines = ticks(low, 1, 4);
  const frame = frameOf(room, [low, 1], 5, widestOf(ticksOf(data)));
  const step = (frame.right - frame.left) / Math.max(1, data.rows.length);
  const place = (row: number): number => frame.left + (row + 0.5) * step;
  const size = Math.max(1.5, Math.min(frame.letter * 0.3, step * 0.35));
  return (
    <svg ref={ref} class="chart-picture" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <Axes frame={frame} data={data} lines={lines} place={place} />
      <line class="chart-wanted" x1={frame.left} x2={frame.right} y1={frame.y(wanted)} y2={frame.y(wanted)} />
      {data.series.map(({ name }, series) => {
        const points = data.rows.flatMap(({ values }, row) => {
          const value = values[series];
          return typeof value === "number" ? [[place(row), frame.y(value)] as const] : [];
        });
        const shape = POINTS[series] ?? POINTS[0];
        return (
          <g key={name} class="chart-line" data-series={series}>
            <path d={line<readonly [number, number]>()(points) ?? ""} />
            {points.map(([x, y]) => (
              <path key={x} class="chart-point" d={shape(size)} transform={`translate(${x} ${y})`} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}
