import { ticks } from "d3-array";
import { line } from "d3-shape";
import type { JSX } from "preact";
import type { Bin } from "../../jobs/fit.ts";
import { t } from "../../platform/i18n.ts";
import { Axes } from "../charts/Axes.tsx";
import { frameOf } from "../charts/frame.ts";
import { useRoom } from "../charts/use-room.ts";
import { percent } from "../parts/figures.ts";

interface Props {
  readonly fitted: readonly Bin[];
  readonly present: readonly Bin[];
}

/** Predicted against observed: on the diagonal a prediction is right. */
export function CalibrationPlot({ fitted, present }: Props): JSX.Element | null {
  return fitted.length + present.length === 0 ? null : (
    <figure class="plot">
      <figcaption>{t("calibrationTitle")}</figcaption>
      <Picture fitted={fitted} present={present} />
      <p class="plot-legend">
        <span class="legend-fitted">{t("predictorFitted")}</span>
        <span class="legend-present">{t("predictorPresent")}</span>
      </p>
      <details>
        <summary>{t("plotTable")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keyboard too. */}
        <section class="wide-table" aria-label={t("calibrationTitle")} tabIndex={0}>
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
                  <th scope="row">{percent(predicted)}</th>
                  <td>{percent(observed)}</td>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

function Picture({ fitted, present }: Props): JSX.Element {
  const [ref, room] = useRoom<SVGSVGElement>();
  const lowest = Math.min(...[...fitted, ...present].flatMap(({ predicted, low }) => [predicted, low]));
  // Most predictions lie high up; the plot begins at the ten per cent below the lowest.
  const from = Math.min(0.9, Math.max(0, Math.floor(lowest * 10) / 10));
  const lines = ticks(from, 1, 4);
  const rows = lines.map((value) => ({ label: percent(value), values: [] }));
  const frame = frameOf(room, [from, 1], 4, 4);
  const x = (part: number): number => frame.left + ((part - from) / (1 - from)) * (frame.right - frame.left);
  const path = line<Bin>()
    .x(({ predicted }) => x(predicted))
    .y(({ observed }) => frame.y(observed));
  return (
    <svg
      ref={ref}
      class="chart-picture"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={t("calibrationAlt")}
    >
      <Axes
        frame={frame}
        data={{
          rowName: t("calibrationPredicted"),
          valueName: t("calibrationObserved"),
          series: [],
          format: percent,
          rows,
        }}
        lines={lines}
        place={(row) => x(lines[row] ?? from)}
      />
      <line class="plot-ideal" x1={x(from)} y1={frame.y(from)} x2={x(1)} y2={frame.y(1)} />
      {fitted.map(({ predicted, low, high }) => (
        <line
          key={predicted}
          class="plot-range"
          x1={x(predicted)}
          x2={x(predicted)}
          y1={frame.y(Math.max(low, from))}
          y2={frame.y(high)}
        />
      ))}
      <path class="plot-present" d={path([...present]) ?? ""} />
      <path class="plot-fitted" d={path([...fitted]) ?? ""} />
      {fitted.map(({ predicted, observed }) => (
        <circle key={predicted} class="plot-dot" cx={x(predicted)} cy={frame.y(observed)} r={frame.letter * 0.27} />
      ))}
    </svg>
  );
}
