import type { JSX } from "preact";
import { sumsBetween } from "../../../core/stats/day-table.ts";
import { listed } from "../../../core/stats/known-facts.ts";
import { spanOf } from "../../../core/stats/range.ts";
import { durationOf, retentionOf } from "../../../core/stats/series.ts";
import type { StudyDay } from "../../../core/time/study-day.ts";
import { t } from "../../../platform/i18n.ts";
import type { Sheet } from "../../../session/progress/read-sheets.ts";
import { dayText } from "../../parts/days.ts";
import { counted, numberText, passedText, percent } from "../../parts/figures.ts";
import { countText } from "../chapter-counts.ts";
import { timeText } from "../numbers/words.ts";

interface Props extends Pick<Sheet, "deck" | "table"> {
  readonly today: StudyDay;
  /** 0 to 1. */
  readonly desiredRetention: number;
}

/** The six figures of the report, each in all and for the last thirty days. */
export function Figures({ deck, table, today, desiredRetention }: Props): JSX.Element {
  const over = (range: "all" | "month") => {
    const { from, to } = spanOf(range, table, today);
    return sumsBetween(table, from, to);
  };
  const [all, month] = [over("all"), over("month")];
  const asked = retentionOf(all);
  const { fading, learning, new: open } = deck.known;
  const facts = countText(deck.known);
  const first = table.days[0];
  const last = lastAnswered(deck);
  return (
    <dl class="sheet-figures">
      <Figure name={t("sheetFacts")} value={facts} help={t("sheetFactsHelp", fading, learning, open)} />
      <Figure
        name={t("reportRetention")}
        value={passedText(asked)}
        help={
          asked.asked === 0
            ? t("reportRetentionNone")
            : t("sheetRetentionHelp", asked.passed, counted("countCards", asked.asked), percent(desiredRetention))
        }
        lately={passedText(retentionOf(month))}
      />
      <Figure name={t("reportTime")} value={timeText(durationOf(all))} lately={timeText(durationOf(month))} />
      <Figure name={t("reportReviews")} value={numberText(all.answers)} lately={numberText(month.answers)} />
      <Figure name={t("reportDays")} value={numberText(all.days)} lately={numberText(month.days)} />
      <Figure
        name={t("sheetLast")}
        value={last === null ? "–" : dayText(last, "medium")}
        help={first === undefined ? "" : t("sheetFirst", dayText(first, "medium"))}
      />
    </dl>
  );
}

/** The last study day on which a card of the deck was answered. */
function lastAnswered({ chapters }: Props["deck"]): StudyDay | null {
  const days = chapters.flatMap(({ facts }) => listed(facts).flatMap(({ lastDay }) => lastDay ?? []));
  return days.length === 0 ? null : Math.max(...days);
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly help?: string;
  /** The value for the last thirty days. */
  readonly lately?: string;
}

const Figure = ({ name, value, help, lately }: FigureProps): JSX.Element => (
  <div class="sheet-figure">
    <dt>{name}</dt>
    <dd class="sheet-value">{value}</dd>
    {help !== undefined && <dd>{help}</dd>}
    {lately !== undefined && <dd>{t("sheetLately", lately)}</dd>}
  </div>
);
