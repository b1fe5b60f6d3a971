/** The memory model in the options with a fit and a forecast, and the two held to account on the progress page. */
import { DEFAULT_NAME } from "../../../src/core/memory/weights.ts";
import type { Hindcast } from "../../../src/core/stats/hindcast.ts";
import { type Bin, type ModelFit, PREDICTORS } from "../../../src/jobs/fit.ts";
import type { WorkloadForecast } from "../../../src/jobs/forecasts.ts";
import { liveValue } from "../../../src/session/common/live.ts";
import type { DaysBegun } from "../../../src/session/options/new-days.ts";
import { ModelPanel } from "../../../src/ui/model/ModelPanel.tsx";
import { SettingsFrame } from "../../../src/ui/options/SettingsFrame.tsx";
import { AccountCharts } from "../../../src/ui/progress/numbers/AccountCharts.tsx";
import type { State } from "./state.ts";
import { NOW_MS } from "./views.ts";

const bin = (predicted: number, off: number): Bin => {
  const observed = Math.min(1, predicted + off);
  return { predicted, observed, low: observed - 0.06, high: Math.min(1, observed + 0.05), count: 320 };
};
const PREDICTED = [0.55, 0.66, 0.75, 0.83, 0.89, 0.93, 0.96, 0.985];

const FIT: ModelFit = {
  weights:
    "0.1, 0.9, 2.1, 8.3, 6.4, 0.8, 3, 0.001, 1.9, 0.2, 0.8, 1.5, 0.06, 0.26, 1.6, 0.6, 1.9, 0.5, 0.1, 0.07, 0.15",
  fitted: "all",
  scored: 4_310,
  fittedTo: 3_448,
  judgedOn: 862,
  table: PREDICTORS.map((predictor, n) => ({
    predictor,
    logLoss: 0.312 + 0.011 * n,
    rmseBins: 0.031 + 0.008 * n,
    areaUnderCurve: predictor === "average" ? null : 0.74 - 0.02 * n,
  })),
  againstPresent: { mean: -0.011, low: -0.017, high: -0.004 },
  againstDefault: { mean: -0.022, low: -0.031, high: -0.012 },
  fsrs7AgainstPresent: { mean: 0.004, low: -0.002, high: 0.01 },
  worthIt: true,
  calibration: {
    fitted: PREDICTED.map((predicted, n) => bin(predicted, 0.02 * Math.sin(n))),
    present: PREDICTED.map((predicted, n) => bin(predicted, 0.05 - 0.012 * n)),
  },
};

const band = (mean: number, part = 0.12) => ({ mean, low: mean * (1 - part), high: mean * (1 + part) });

const WORKLOAD: WorkloadForecast = {
  days: 365,
  cards: 830,
  newCards: 410,
  pause: null,
  absentDays: 41,
  points: Array.from({ length: 28 }, (_, n) => {
    const desiredRetention = (70 + n) / 100;
    const reviews = 4 / (1.05 - desiredRetention);
    return {
      desiredRetention,
      reviewsPerDay: band(reviews),
      minutesPerDay: band(reviews / 6, 0.2),
      known: band(900 + 280 * desiredRetention, 0.01),
      cardsPerHour: band(22 - 60 * (desiredRetention - 0.8) ** 2, 0.15),
    };
  }),
  knownWithout: 520,
  best: 0.8,
};

const TODAY = Math.floor(NOW_MS / 86_400_000);
const HINDCAST: Hindcast = {
  from: TODAY - 60,
  to: TODAY - 1,
  absentDays: 41,
  answers: Array.from({ length: 10 }, (_, n) => ({
    day: TODAY - 55 + 6 * n,
    ...band(190 * (n + 1), 0.15),
    happened: 175 * (n + 1),
  })),
  minutes: { ...band(212, 0.2), happened: 187 },
  awayDays: 0,
};

const nothing = (): void => {};

const model = (
  worthIt: boolean,
  daysBegun: DaysBegun | null = null,
  pause: WorkloadForecast["pause"] = null,
): State => ({
  layouts: ["page"],
  draw: () => (
    <SettingsFrame>
      <ModelPanel
        weights={worthIt ? DEFAULT_NAME : FIT.weights}
        before={worthIt ? null : DEFAULT_NAME}
        work={null}
        fit={{ ...FIT, worthIt }}
        workload={{ ...WORKLOAD, pause }}
        rescheduling={{
          earlier: 210,
          later: 95,
          dueBefore: 31,
          dueAfter: 44,
          isWhole: true,
        }}
        canPutBack
        daysBegun={daysBegun}
        result={null}
        desiredRetention={0.9}
        onFit={nothing}
        onAdopt={nothing}
        onTakeBack={nothing}
        onForecast={nothing}
        onReschedule={nothing}
        onStop={nothing}
        onRetention={nothing}
      />
    </SettingsFrame>
  ),
  act: () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  },
});

const account = (hindcast: Hindcast | null): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="progress">
      <h1 class="visually-hidden">Numbers</h1>
      <AccountCharts
        account={{
          ...liveValue({ hindcast, fit: FIT, offered: false, progress: null }),
          read: nothing,
          onDecline: nothing,
        }}
      />
    </main>
  ),
});

export const MODEL_STATES: Record<string, State> = {
  "model-better": model(true),
  "model-not-better": model(false),
  "model-paused": model(false, null, { untilDay: 20_790, isThrough: false }),
  "model-days-midway": model(false, { what: "puttingBack", cards: 1_250 }),
  account: account(HINDCAST),
  "account-short": account(null),
};
