import { max } from "d3-array";
import { stack } from "d3-shape";
import type { JSX } from "preact";
import { Axes } from "./Axes.tsx";
import { type ChartData, type ChartRow, paintOf, ticksOf, widestOf } from "./chart.ts";
import { frameOf, linesTo } from "./frame.ts";
import { useRoom } from "./use-room.ts";

interface Props {
  readonly data: ChartData;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

/** A bar for each row, the series on top of each other. */
export function StackedBars({ data, label }: Props): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const keys = data.series.map((_, i) => i);
  const layers = stack<ChartRow, number>()
    .keys(keys)
    .value((row, key) => row.values[key] ?? 0)([...data.rows]);
  const highest = max(layers.at(-1) ?? [], ([, top]) => top) ?? 0;
  const lines = linesTo(highest);
  const [beside, ticks] = [widestOf(lines.map(data.format)), ticksOf(data)];
  const frame = frameOf(room, [0, lines.at(-1) ?? 1], beside, widestOf(ticks), data.isNamed ? ticks : []);
  const step = (frame.right - frame.left) / Math.max(1, data.rows.length);
  const wide = Math.max(1, Math.min(step * 0.78, 3 * frame.letter));
  const middle = (row: number): number => frame.left + (row + 0.5) * step;
  return (
    <svg ref={ref} class="chart-picture" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <Axes frame={frame} data={data} lines={lines} place={middle} />
      {layers.map((layer) => (
        <g key={layer.key}>
          {layer.map(([from, to], row) =>
            to > from ? (
              <rect
                key={data.rows[row]?.label}
                class="chart-mark"
                x={middle(row) - wide / 2}
                y={frame.y(to)}
                width={wide}
                height={Math.max(1, frame.y(from) - frame.y(to))}
                fill={paintOf(data.series[layer.key]?.tone ?? "full")}
              />
            ) : null,
          )}
        </g>
      ))}
    </svg>
  );
}
