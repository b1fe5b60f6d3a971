import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { WorkloadForecast, WorkloadPoint } from "../../jobs/fit.ts";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { counted, numberText, percent } from "../parts/figures.ts";
import { WorkloadPlot } from "./WorkloadPlot.tsx";

const SPANS = [30, 90, 180, 365] as const;

interface Props {
  readonly workload: WorkloadForecast | null;
  readonly desiredRetention: number;
  readonly onForecast: (days: number) => void;
  readonly onRetention: (value: number) => void;
  /** The bar of the work that goes on; null when none does. */
  readonly work: JSX.Element | null;
}

/** What each desired retention would cost and bring, with a control to look along the curve. */
export function WorkloadPanel({ workload, desiredRetention, onForecast, onRetention, work }: Props): JSX.Element {
  const [days, setDays] = useState<number>(365);
  return (
    <div class="workload">
      <h3>{t("workloadTitle")}</h3>
      <p>{t("workloadIntro")}</p>
      <p class="settings-actions">
        <label>
          {t("workloadSpan")}{" "}
          <select name="workload-days" onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {SPANS.map((span) => (
              <option key={span} value={span} selected={span === days}>
                {t("workloadDays", span)}
              </option>
            ))}
          </select>
        </label>
        <ActionButton action="forecast" busy={work !== null} onPress={() => onForecast(days)}>
          {t("workloadAsk")}
        </ActionButton>
      </p>
      {work}
      {workload !== null && (
        <Forecast
          key={workload.days}
          workload={workload}
          desiredRetention={desiredRetention}
          onRetention={onRetention}
        />
      )}
    </div>
  );
}

interface ForecastProps {
  readonly workload: WorkloadForecast;
  readonly desiredRetention: number;
  readonly onRetention: (value: number) => void;
}

function Forecast({ workload, desiredRetention, onRetention }: ForecastProps): JSX.Element {
  const [chosen, setChosen] = useState(desiredRetention);
  const point = nearest(workload.points, chosen);
  if (!point) return <p>{t("workloadNothing")}</p>;
  const inForce = Math.abs(desiredRetention - point.desiredRetention) < 0.005;
  const share = percent(point.desiredRetention);
  return (
    <div class="forecast" data-retention={point.desiredRetention}>
      <label class="forecast-control">
        {t("optionsRetention")}
        <input
          type="range"
          name="forecast-retention"
          min="70"
          max="97"
          step="1"
          value={Math.round(point.desiredRetention * 100)}
          aria-valuetext={share}
          onInput={(event) => setChosen(Number(event.currentTarget.value) / 100)}
        />
        <output>{share}</output>
      </label>
      <p role="status">{sentence(workload, point)}</p>
      <p class="setting-help">
        {t("workloadHabits")}
        {workload.absentDays > 0 && ` ${t("forecastAbsence", numberText(workload.absentDays))}`}
      </p>
      <p class="settings-actions">
        <ActionButton
          action="use-retention"
          busy={inForce}
          onPress={() => onRetention(Math.round(point.desiredRetention * 100) / 100)}
        >
          {t(inForce ? "workloadInForce" : "workloadUse", share)}
        </ActionButton>
      </p>
      <WorkloadPlot workload={workload} chosen={point} onChoose={setChosen} />
      <p class="setting-help">
        {workload.best === null ? t("workloadNoBest") : t("workloadBest", percent(workload.best))}
      </p>
    </div>
  );
}

const nearest = (points: readonly WorkloadPoint[], wanted: number): WorkloadPoint | undefined =>
  points.toSorted((a, b) => Math.abs(a.desiredRetention - wanted) - Math.abs(b.desiredRetention - wanted))[0];

function sentence({ days, cards, newCards }: WorkloadForecast, point: WorkloadPoint): string {
  const { reviewsPerDay, minutesPerDay, known } = point;
  const [low, high] = [one(minutesPerDay.low), one(minutesPerDay.high)];
  return t(
    "workloadSentence",
    // Where both ends are written alike there is no range to speak of.
    low === high
      ? counted("countMinutes", minutesPerDay.low, 1)
      : t("workloadRange", low, counted("countMinutes", minutesPerDay.high, 1)),
    // Rounded to a whole number, half an answer a day would read as none, or as twice as many.
    counted("countAnswers", reviewsPerDay.mean, reviewsPerDay.mean < 10 ? 1 : 0),
    numberText(known.mean),
    counted("countCards", cards + newCards),
    numberText(days),
  );
}

const one = (number: number): string => numberText(number, 1);
