import type { JSX } from "preact";
import type { WorkloadForecast, WorkloadPoint } from "../../jobs/forecasts.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { BandLines } from "../charts/BandLines.tsx";
import { ChartTones } from "../charts/ChartTones.tsx";
import { numberText, percent } from "../parts/figures.ts";

const QUANTITIES = ["minutesPerDay", "reviewsPerDay", "known", "cardsPerHour"] as const;
type Quantity = (typeof QUANTITIES)[number];
const TITLES: Readonly<Record<Quantity, MessageKey>> = {
  minutesPerDay: "workloadMinutes",
  reviewsPerDay: "workloadReviews",
  known: "workloadKnown",
  cardsPerHour: "workloadEfficiency",
};
const NAMED = [70, 80, 90];

interface Props {
  readonly workload: WorkloadForecast;
  readonly chosen: WorkloadPoint;
  readonly onChoose: (desiredRetention: number) => void;
}

/** Curves along desired retention, each with the band of nine futures of ten, and the chosen one marked. */
export function WorkloadPlot(props: Props): JSX.Element {
  return (
    <div class="plots">
      <ChartTones />
      {QUANTITIES.map((quantity) => (
        <Curve key={quantity} {...props} quantity={quantity} />
      ))}
    </div>
  );
}

function Curve(props: Props & { readonly quantity: Quantity }): JSX.Element {
  const { chosen, quantity, onChoose } = props;
  const { points } = props.workload;
  const [first, last] = [points[0] ?? chosen, points.at(-1) ?? chosen];
  const decimals = Math.max(...points.map((point) => point[quantity].high)) < 10 ? 1 : 0;
  const format = (value: number): string => numberText(value, decimals);
  const title = t(TITLES[quantity]);
  const said = ({ desiredRetention, [quantity]: { mean } }: WorkloadPoint) => [format(mean), percent(desiredRetention)];
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <BandLines
        label={t("workloadAlt", title, ...said(first), ...said(last))}
        chosen={points.indexOf(chosen)}
        onChoose={(row) => onChoose((points[row] ?? chosen).desiredRetention)}
        data={{
          rowName: t("optionsRetention"),
          valueName: "",
          series: [],
          format,
          rows: points.map(({ desiredRetention, [quantity]: { low, mean, high } }) => ({
            label: percent(desiredRetention),
            tick: NAMED.includes(Math.round(100 * desiredRetention)) ? percent(desiredRetention) : "",
            values: [low, mean, high],
          })),
        }}
      />
    </figure>
  );
}
