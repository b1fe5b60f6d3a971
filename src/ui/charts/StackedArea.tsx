import { max } from "d3-array";
import { area, stack } from "d3-shape";
import type { JSX } from "preact";
import { Axes } from "./Axes.tsx";
import { type ChartData, type ChartRow, paintOf, ticksOf, widestOf } from "./chart.ts";
import { frameOf, linesTo } from "./frame.ts";
import { useRoom } from "./use-room.ts";

/** How several groups grew and shrank, one on top of the other. */
export function StackedArea({ data, label }: { readonly data: ChartData; readonly label: string }): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const layers = stack<ChartRow, number>()
    .keys(data.series.map((_, i) => i))
    .value((row, key) => row.values[key] ?? 0)([...data.rows]);
  const lines = linesTo(max(layers.at(-1) ?? [], ([, top]) => top) ?? 0);
  const beside = widestOf(lines.map(data.format));
  const frame = frameOf(room, [0, lines.at(-1) ?? 1], beside, widestOf(ticksOf(data)));
  const step = (frame.right - frame.left) / Math.max(1, data.rows.length - 1);
  const place = (row: number): number => frame.left + row * step;
  const shape = area<readonly [number, number]>()
    .x((_, row) => place(row))
    .y0(([from]) => frame.y(from))
    .y1(([, to]) => frame.y(to));
  return (
    <svg ref={ref} class="chart-picture" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <Axes frame={frame} data={data} lines={lines} place={place} />
      {layers.map((layer) => {
        // One day alone is drawn as a stripe.
        const points = layer.map(([from, to]) => [from, to] as const);
        const path = shape(points.length === 1 ? [...points, ...points] : points);
        return (
          <path
            key={layer.key}
            class="chart-mark"
            d={path ?? ""}
            fill={paintOf(data.series[layer.key]?.tone ?? "full")}
          />
        );
      })}
    </svg>
  );
}
