import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { WorkloadForecast, WorkloadPoint } from "../../jobs/forecasts.ts";
import { t } from "../../platform/i18n.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { dayText } from "../parts/days.ts";
import { counted, numberText, percent } from "../parts/figures.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";
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
      <Forecast workload={workload} desiredRetention={desiredRetention} onRetention={onRetention} />
    </div>
  );
}

interface ForecastProps {
  readonly workload: WorkloadForecast | null;
  readonly desiredRetention: number;
  readonly onRetention: (value: number) => void;
}

function Forecast({ workload, desiredRetention, onRetention }: ForecastProps): JSX.Element {
  /** Along the forecast of so many days; another one begins at what is in force. */
  const [look, setLook] = useState({ days: workload?.days, retention: desiredRetention });
  const setChosen = (retention: number): void => setLook({ days: workload?.days, retention });
  const point = workload && nearest(workload.points, look.days === workload.days ? look.retention : desiredRetention);
  const share = point ? percent(point.desiredRetention) : "";
  const inForce = point ? Math.abs(desiredRetention - point.desiredRetention) < 0.005 : false;
  return (
    <div class="forecast" data-retention={point?.desiredRetention}>
      {point && (
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
          {/* For the eye: the slider is read out with it. */}
          <span class="forecast-share" aria-hidden="true">
            {share}
          </span>
        </label>
      )}
      {/* There before its words, which are not read out else. */}
      <p role="status">
        <ToldAnew of={workload}>
          {workload && <span>{point ? sentence(workload, point) : t("workloadNothing")}</span>}
        </ToldAnew>
      </p>
      {workload && point && (
        <>
          <p class="setting-help">
            {t("workloadHabits")}
            {workload.absentDays > 0 && ` ${t("forecastAbsence", numberText(workload.absentDays))}`}
            {workload.pause && ` ${pauseText(workload.pause)}`}
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
        </>
      )}
    </div>
  );
}

const pauseText = ({ untilDay, isThrough }: NonNullable<WorkloadForecast["pause"]>): string =>
  t(isThrough ? "workloadPausedThrough" : "workloadPaused", dayText(untilDay, "full"));

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
