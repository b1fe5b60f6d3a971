import type { JSX } from "preact";
import type { Bin } from "../../exchange/model/fit.ts";
import { t } from "../../platform/i18n.ts";
import { percent } from "../parts/figures.ts";

interface Props {
  readonly fitted: readonly Bin[];
  readonly present: readonly Bin[];
}

const SIZE = 240;
const MARGIN = { start: 44, end: 20, top: 10, bottom: 36 };
const WIDTH = SIZE + MARGIN.start + MARGIN.end;
const HEIGHT = SIZE + MARGIN.top + MARGIN.bottom;

/** Predicted against observed: on the diagonal a prediction is right. */
export function CalibrationPlot({ fitted, present }: Props): JSX.Element | null {
  const bins = [...fitted, ...present];
  if (bins.length === 0) return null;
  const lowest = Math.min(...bins.flatMap(({ predicted, low }) => [predicted, low]));
  // Most predictions lie high up; the plot begins at the ten per cent below the lowest.
  const from = Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10));
  const x = (part: number): number => MARGIN.start + ((part - from) / (1 - from)) * SIZE;
  const y = (part: number): number => MARGIN.top + SIZE - ((part - from) / (1 - from)) * SIZE;
  const ticks = [from, (from + 1) / 2, 1];
  const points = (of: readonly Bin[]): string =>
    of.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(" ");
  return (
    <figure class="plot">
      <figcaption>{t("calibrationTitle")}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("calibrationAlt")}>
        <line class="plot-ideal" x1={x(from)} y1={y(from)} x2={x(1)} y2={y(1)} />
        {ticks.map((tick) => (
          <g key={tick} class="plot-tick">
            <line x1={MARGIN.start} y1={y(tick)} x2={MARGIN.start + SIZE} y2={y(tick)} />
            <text x={MARGIN.start - 6} y={y(tick) + 4} text-anchor="end">
              {percent(tick)}
            </text>
            <text x={x(tick)} y={MARGIN.top + SIZE + 18} text-anchor="middle">
              {percent(tick)}
            </text>
          </g>
        ))}
        {fitted.map(({ predicted, low, high }) => (
          <line
            key={predicted}
            class="plot-range"
            x1={x(predicted)}
            x2={x(predicted)}
            y1={y(Math.max(low, from))}
            y2={y(high)}
          />
        ))}
        <polyline class="plot-present" points={points(present)} />
        <polyline class="plot-fitted" points={points(fitted)} />
        {fitted.map(({ predicted, observed }) => (
          <circle key={predicted} class="plot-dot" cx={x(predicted)} cy={y(observed)} r="3.5" />
        ))}
      </svg>
      <p class="plot-legend">
        <span class="legend-fitted">{t("predictorFitted")}</span>
        <span class="legend-present">{t("predictorPresent")}</span>
      </p>
      <details>
        <summary>{t("plotTable")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("calibrationPredicted")}</th>
              <th scope="col">{t("calibrationObserved")}</th>
              <th scope="col">{t("calibrationAnswers")}</th>
            </tr>
          </thead>
          <tbody>
            {fitted.map(({ predicted, observed, count }) => (
              <tr key={predicted}>
                <td>{percent(predicted)}</td>
                <td>{percent(observed)}</td>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
