import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { DeckFacts } from "../../../core/stats/deck-facts.ts";
import type { Range, Unit } from "../../../core/stats/range.ts";
import { t } from "../../../platform/i18n.ts";
import type { Numbers } from "../../../session/progress/numbers.ts";
import { ChartFigure } from "../../charts/ChartFigure.tsx";
import { ShareLines } from "../../charts/ShareLines.tsx";
import { StackedArea } from "../../charts/StackedArea.tsx";
import { StackedBars } from "../../charts/StackedBars.tsx";
import { difficultyTold, factsTold, forecastTold, recallTold, stabilityTold } from "./now.ts";
import {
  answersTold,
  buttonsTold,
  cardsTold,
  hoursTold,
  type PastNumbers,
  pastOf,
  retentionTold,
  retentionUnit,
  type Told,
  timeTold,
  todayTold,
} from "./past.ts";
import { unitName } from "./words.ts";

interface Props {
  readonly numbers: Numbers;
  readonly range: Range;
}

/** The charts of a range. */
export function RangeCharts({ numbers, range }: Props): JSX.Element {
  const past = useMemo(() => pastOf(numbers, range), [numbers, range]);
  return (
    <>
      <Retention numbers={numbers} past={past} />
      <Bars title={t("answersTitle")} told={answersTold(past)} />
      <Bars title={t("timeTitle")} told={timeTold(past)} />
      <Bars title={t("buttonsTitle")} told={buttonsTold(past)} />
      <Bars title={t("hoursTitle")} told={hoursTold(past)} />
      <Area title={t("cardsTitle")} told={cardsTold(numbers, past)} />
      <Forecast numbers={numbers} range={range} />
    </>
  );
}

/** The charts that no range changes. */
export function NowCharts({ numbers }: Pick<Props, "numbers">): JSX.Element {
  return (
    <>
      <NowChart title={t("recallTitle")} tell={recallTold} numbers={numbers} />
      <NowChart title={t("stabilityTitle")} tell={stabilityTold} numbers={numbers} />
      <NowChart title={t("difficultyTitle")} tell={difficultyTold} numbers={numbers} />
    </>
  );
}

interface NowProps extends Pick<Props, "numbers"> {
  readonly title: string;
  readonly tell: (numbers: Numbers) => Told;
}

/** Worked out once for the numbers, whatever range is chosen. */
function NowChart({ title, tell, numbers }: NowProps): JSX.Element {
  const told = useMemo(() => tell(numbers), [tell, numbers]);
  return <Bars title={title} told={told} />;
}

/** What was done today. */
export const TodayChart = ({ numbers }: Pick<Props, "numbers">): JSX.Element => (
  <Bars title={t("todayTitle")} told={todayTold(numbers)} />
);

/** How the facts of all decks stand. */
export function FactsChart({ decks }: { readonly decks: readonly DeckFacts[] }): JSX.Element {
  const told = useMemo(() => factsTold(decks), [decks]);
  return <Bars title={t("factsTitle")} told={told} />;
}

const Bars = ({ title, told }: { readonly title: string; readonly told: Told }): JSX.Element => (
  <ChartFigure title={title} {...told}>
    {told.data && <StackedBars data={told.data} label={title} />}
  </ChartFigure>
);

const Area = ({ title, told }: { readonly title: string; readonly told: Told }): JSX.Element => (
  <ChartFigure title={title} {...told}>
    {told.data && <StackedArea data={told.data} label={title} />}
  </ChartFigure>
);

const UNITS: readonly Unit[] = ["day", "week", "month"];

function Retention({ numbers, past }: { readonly numbers: Numbers; readonly past: PastNumbers }): JSX.Element {
  const [unit, setUnit] = useState<Unit | null>(null);
  const told = retentionTold(numbers, past, unit);
  const control = (
    <fieldset class="chart-choice">
      <legend class="visually-hidden">{t("retentionUnit")}</legend>
      {UNITS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="retention-unit"
            checked={one === (unit ?? retentionUnit(past.unit))}
            onChange={() => setUnit(one)}
          />
          {unitName(one)}
        </label>
      ))}
    </fieldset>
  );
  return (
    <ChartFigure title={t("retentionTitle")} {...told} control={told.data && control}>
      {told.data && <ShareLines data={told.data} label={t("retentionTitle")} wanted={numbers.model.desiredRetention} />}
    </ChartFigure>
  );
}

function Forecast({ numbers, range }: Props): JSX.Element {
  const [withBacklog, setWithBacklog] = useState(true);
  const told = useMemo(() => forecastTold(numbers, range, withBacklog), [numbers, range, withBacklog]);
  const control = (
    <label class="chart-choice">
      <input
        type="checkbox"
        name="backlog"
        checked={withBacklog}
        onChange={({ currentTarget }) => setWithBacklog(currentTarget.checked)}
      />
      {t("forecastBacklog")}
    </label>
  );
  return (
    <ChartFigure title={t("forecastTitle")} {...told} wide control={told.data && control}>
      {told.data && <StackedBars data={told.data} label={t("forecastTitle")} />}
    </ChartFigure>
  );
}
