import type { JSX } from "preact";
import type { WorkloadForecast, WorkloadPoint } from "../../exchange/model/fit.ts";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { percent } from "../parts/figures.ts";

type Quantity = "minutesPerDay" | "known";
const TITLES: Readonly<Record<Quantity, MessageKey>> = {
  minutesPerDay: "workloadMinutes",
  known: "workloadKnown",
};

const WIDTH = 300;
const HEIGHT = 150;
const MARGIN = { start: 40, end: 8, top: 10, bottom: 26 };
const INNER = { width: WIDTH - MARGIN.start - MARGIN.end, height: HEIGHT - MARGIN.top - MARGIN.bottom };

/** Two curves along desired retention, each with the band of nine futures of ten, and the chosen one marked. */
export function WorkloadPlot(props: { readonly workload: WorkloadForecast; readonly chosen: WorkloadPoint }) {
  return (
    <div class="plots">
      <Curve {...props} quantity="minutesPerDay" />
      <Curve {...props} quantity="known" />
    </div>
  );
}

interface Props {
  readonly workload: WorkloadForecast;
  readonly chosen: WorkloadPoint;
  readonly quantity: Quantity;
}

function Curve({ workload, chosen, quantity }: Props): JSX.Element {
  const { points } = workload;
  const top = roundUp(Math.max(...points.map((point) => point[quantity].high)));
  const [first, last] = [points[0]?.desiredRetention ?? 0.7, points.at(-1)?.desiredRetention ?? 0.97];
  const x = (retention: number): number => MARGIN.start + ((retention - first) / (last - first)) * INNER.width;
  const y = (value: number): number => MARGIN.top + INNER.height - (value / top) * INNER.height;
  const at = (of: "mean" | "low" | "high") =>
    points.map((point) => `${x(point.desiredRetention).toFixed(1)},${y(point[quantity][of]).toFixed(1)}`);
  const ticks = [0, top / 2, top];
  const label = (value: number): string =>
    value.toLocaleString(uiLanguage(), { maximumFractionDigits: top < 10 ? 1 : 0 });
  return (
    <figure class="plot">
      <figcaption>{t(TITLES[quantity])}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t(
          "workloadAlt",
          t(TITLES[quantity]),
          label(points[0]?.[quantity].mean ?? 0),
          percent(first),
          label(points.at(-1)?.[quantity].mean ?? 0),
          percent(last),
        )}
      >
        {ticks.map((tick) => (
          <g key={tick} class="plot-tick">
            <line x1={MARGIN.start} x2={MARGIN.start + INNER.width} y1={y(tick)} y2={y(tick)} />
            <text x={MARGIN.start - 6} y={y(tick) + 4} text-anchor="end">
              {label(tick)}
            </text>
          </g>
        ))}
        {[0.7, 0.8, 0.9].map((retention) => (
          <text
            key={retention}
            class="plot-label"
            x={x(retention)}
            y={HEIGHT - 6}
            text-anchor={retention === first ? "start" : "middle"}
          >
            {percent(retention)}
          </text>
        ))}
        <polygon class="plot-band" points={[...at("low"), ...at("high").reverse()].join(" ")} />
        <polyline class="plot-fitted" points={at("mean").join(" ")} />
        <line
          class="plot-chosen"
          x1={x(chosen.desiredRetention)}
          x2={x(chosen.desiredRetention)}
          y1={MARGIN.top}
          y2={MARGIN.top + INNER.height}
        />
        <circle class="plot-dot" cx={x(chosen.desiredRetention)} cy={y(chosen[quantity].mean)} r="4" />
      </svg>
    </figure>
  );
}

/** The next number upward that is easy to halve and to read. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 0.1)));
  return power * ([1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10);
}
