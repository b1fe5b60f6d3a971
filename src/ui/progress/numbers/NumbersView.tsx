import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { RANGES, type Range } from "../../../core/stats/range.ts";
import { t } from "../../../platform/i18n.ts";
import { logFailure } from "../../../platform/log-failure.ts";
import type { ProgressParts } from "../../../session/progress/open.ts";
import { ChartTones } from "../../charts/ChartTones.tsx";
import { useLive } from "../../hooks/use-live.ts";
import { ReadingBar } from "../../parts/ReadingBar.tsx";
import { AccountCharts } from "./AccountCharts.tsx";
import { Calendar } from "./Calendar.tsx";
import { FactsChart, NowCharts, RangeCharts, TodayChart } from "./Charts.tsx";
import { CountingAnew } from "./CountingAnew.tsx";

const RANGE_NAMES = { month: "rangeMonth", quarter: "rangeQuarter", year: "rangeYear", all: "rangeAll" } as const;

type Props = Pick<ProgressParts, "numbers" | "knowledge" | "account">;

/** The numbers: each with a sentence before it and a table behind it. */
export function NumbersView({ numbers: control, knowledge, account }: Props): JSX.Element {
  const { decks } = useLive(knowledge);
  const state = useLive(control);
  const [range, setRange] = useState<Range>("month");
  useEffect(() => logFailure("reading the numbers", control.read()), [control]);
  switch (state.kind) {
    case "reading":
      return <ReadingBar label={t("numbersReading")} progress={state.progress} />;
    case "failed":
      return <p role="alert">{state.message}</p>;
    case "read": {
      const { numbers } = state;
      return (
        <section class="numbers" aria-labelledby="numbers-title">
          <h2 class="visually-hidden" id="numbers-title">
            {t("progressNumbers")}
          </h2>
          <ChartTones />
          <CountingAnew {...numbers} />
          <div class="numbers-grid">
            <TodayChart numbers={numbers} />
            <FactsChart decks={decks} />
            <Calendar numbers={numbers} />
          </div>
          <fieldset class="range-choice">
            <legend>{t("rangeLegend")}</legend>
            {RANGES.map((one) => (
              <label key={one}>
                <input type="radio" name="range" value={one} checked={one === range} onChange={() => setRange(one)} />
                {t(RANGE_NAMES[one])}
              </label>
            ))}
          </fieldset>
          <div class="numbers-grid">
            <RangeCharts numbers={numbers} range={range} />
          </div>
          <h2 class="numbers-title">{t("numbersNow")}</h2>
          <div class="numbers-grid" data-three>
            <NowCharts numbers={numbers} />
          </div>
          <AccountCharts account={account} />
        </section>
      );
    }
  }
}
