import { area, line } from "d3-shape";
import type { JSX, TargetedPointerEvent } from "preact";
import { Axes } from "./Axes.tsx";
import { type ChartData, paintOf, ticksOf, widestOf } from "./chart.ts";
import { frameOf, linesTo } from "./frame.ts";
import { useRoom } from "./use-room.ts";

interface Props {
  /** The first three series are the lower end of a band, the middle and the upper end; a fourth is what happened. */
  readonly data: ChartData;
  readonly label: string;
  /** A row that is marked. */
  readonly chosen?: number;
  /** Another row is chosen by pressing or dragging; whoever takes no pointer needs another control. */
  readonly onChoose?: (row: number) => void;
}

const [LOW, MEAN, HIGH, HAPPENED] = [0, 1, 2, 3] as const;
type Point = readonly [x: number, y: number];

/** A band with its middle, and a line of what happened in front of it. */
export function BandLines({ data, label, chosen, onChoose }: Props): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const highest = Math.max(...data.rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const lines = linesTo(highest);
  const frame = frameOf(room, [0, lines.at(-1) ?? 1], widestOf(lines.map(data.format)), widestOf(ticksOf(data)));
  const step = (frame.right - frame.left) / Math.max(1, data.rows.length - 1);
  const place = (row: number): number => frame.left + row * step;
  const y = (row: number, series: number): number => frame.y(data.rows[row]?.values[series] ?? 0);
  const rows = [...data.rows.keys()];
  const lineOf = (series: number): string =>
    line<Point>()(rows.map((row): Point => [place(row), y(row, series)])) ?? "";
  const band = area<number>()
    .x(place)
    .y0((row) => y(row, LOW))
    .y1((row) => y(row, HIGH))(rows);
  const size = frame.letter * 0.3;
  const choose = ({ currentTarget, clientX }: TargetedPointerEvent<SVGSVGElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const x = ((clientX - left) / width) * frame.width;
    onChoose?.(Math.min(Math.max(0, Math.round((x - frame.left) / step)), data.rows.length - 1));
  };
  return (
    <svg
      ref={ref}
      class="chart-picture"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={label}
      data-drag={onChoose !== undefined}
      onPointerDown={(event) => {
        if (onChoose) event.currentTarget.setPointerCapture(event.pointerId);
        choose(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) choose(event);
      }}
    >
      <Axes frame={frame} data={data} lines={lines} place={place} />
      <path class="chart-band" d={band ?? ""} fill={paintOf("hatched")} />
      <path class="chart-mean" d={lineOf(MEAN)} />
      {data.series.length > HAPPENED && (
        <>
          <path class="chart-happened" d={lineOf(HAPPENED)} />
          {rows.map((row) => (
            <circle key={row} class="chart-dot" cx={place(row)} cy={y(row, HAPPENED)} r={size} />
          ))}
        </>
      )}
      {chosen !== undefined && (
        <>
          <line class="chart-chosen" x1={place(chosen)} x2={place(chosen)} y1={frame.top} y2={frame.bottom} />
          <circle class="chart-dot" cx={place(chosen)} cy={y(chosen, MEAN)} r={size * 1.25} />
        </>
      )}
    </svg>
  );
}
