/** The data and the sentences of the charts of what is to come, and of how the cards stand now. */
import { portionDays } from "../../../core/plan/portions.ts";
import { sumsBetween } from "../../../core/stats/day-table.ts";
import type { DeckFacts } from "../../../core/stats/deck-facts.ts";
import { type Distribution, difficulties, recalls, stabilities } from "../../../core/stats/distributions.ts";
import { type DueDay, forecast } from "../../../core/stats/forecast.ts";
import { factsKnown } from "../../../core/stats/known-facts.ts";
import { pieces, type Range, rangeDays, unitFor } from "../../../core/stats/range.ts";
import { reviewsOf } from "../../../core/stats/series.ts";
import { plural, t } from "../../../platform/i18n.ts";
import type { Numbers } from "../../../session/progress/numbers.ts";
import type { ChartData } from "../../charts/chart.ts";
import { dayText } from "../../parts/days.ts";
import { numberText, percent } from "../../parts/figures.ts";
import { knownText, standingName } from "../../parts/ring-words.ts";
import type { Told } from "./past.ts";
import { unitName, unitTexts } from "./words.ts";

/** What is known of the facts of all decks, as the ring says it deck by deck. */
export function factsTold(decks: readonly DeckFacts[]): Told {
  const known = factsKnown(decks.flatMap(({ chapters }) => chapters.map(({ facts }) => facts)));
  if (known.facts === 0) return { sentence: t("knowNoDeck"), data: null };
  return {
    sentence: known.new === known.facts ? knownText(known) : `${knownText(known)} ${t("factsKinds")}`,
    data: {
      rowName: t("chartStanding"),
      valueName: t("chartFacts"),
      series: [{ name: t("chartFacts"), tone: "full" }],
      format: numberText,
      isNamed: true,
      rows: (["known", "fading", "learning", "new"] as const).map((standing) => ({
        label: standingName(standing),
        values: [known[standing]],
      })),
    },
  };
}

export function forecastTold(
  numbers: Pick<Numbers, "states" | "asked" | "today" | "catchUp" | "pause" | "table">,
  range: Range,
  withBacklog: boolean,
): Told {
  const { states, asked, today, catchUp, pause, table } = numbers;
  const ahead = portionDays(catchUp, today);
  const left = Math.max(0, (ahead?.perDay ?? 0) - reviewsOf(sumsBetween(table, today, today)));
  const portions = ahead && { ...ahead, left };
  const length = rangeDays(range);
  const { days, backlog } = forecast(states, asked, today, length, withBacklog, portions, pause?.untilDay);
  // A pause moves no day: what falls due in it is only not asked.
  const due = pause ? forecast(states, asked, today, days.length, withBacklog).days : days;
  const all = reviewsIn(due);
  const rest = pause ? ` ${t("forecastPaused", dayText(pause.untilDay))}` : "";
  if (all + backlog === 0) return { sentence: `${t("forecastNone")}${rest}`, data: null };
  const span = { from: today, to: today + days.length - 1 };
  const unit = unitFor(span);
  const limit = catchUp
    ? plural("forecastPortions", backlog, dayText(catchUp.untilDay), catchUp.perDay)
    : plural("forecastOverdue", backlog);
  const overdue = backlog > 0 ? ` ${limit}` : "";
  const sentence = `${plural("forecastTold", all, days.length, numberText(all / days.length, 1))}${overdue}${rest}`;
  // The pause ends later: nothing is asked in this time, whatever is counted.
  if (pause && reviewsIn(days) === 0) return { sentence, data: null };
  return {
    sentence,
    data: {
      rowName: unitName(unit),
      valueName: t("reportReviews"),
      series: [
        { name: t("kindMature"), tone: "full" },
        { name: t("kindYoung"), tone: "hatched" },
        { name: t("kindLearning"), tone: "open" },
      ],
      format: numberText,
      rows: pieces(span, unit).map((piece) => {
        const own = days.slice(piece.from - today, piece.to - today + 1);
        const sum = (group: "mature" | "young" | "learning"): number => own.reduce((so, day) => so + day[group], 0);
        return { ...unitTexts(piece, unit), values: [sum("mature"), sum("young"), sum("learning")] };
      }),
    },
  };
}

const reviewsIn = (days: readonly DueDay[]): number =>
  days.reduce((sum, { young, mature, learning }) => sum + young + mature + learning, 0);

const histogram = (
  { bins }: Distribution,
  rowName: string,
  labelOf: (from: number, to: number) => string,
): ChartData => ({
  rowName,
  valueName: t("chartCards"),
  series: [{ name: t("chartCards"), tone: "full" }],
  format: numberText,
  rows: bins.map(({ from, to, cards }) => ({
    label: labelOf(from, to),
    tick: Number.isFinite(to) ? labelOf(from, to) : t("binFromShort", numberText(from)),
    values: [cards],
  })),
});

export function stabilityTold({ states, counted }: Numbers): Told {
  const found = stabilities(states, counted);
  if (found.median === null) return { sentence: t("distributionNone"), data: null };
  const label = (from: number, to: number): string =>
    Number.isFinite(to) ? t("binFromTo", numberText(from), numberText(to)) : t("binFrom", numberText(from));
  return {
    sentence: `${t("stabilityHelp", percent(0.9))} ${plural("stabilityTold", Math.round(found.median))}`,
    data: histogram(found, t("chartDays"), label),
  };
}

export function difficultyTold({ states, counted }: Numbers): Told {
  const found = difficulties(states, counted);
  if (found.median === null) return { sentence: t("distributionNone"), data: null };
  return {
    sentence: `${t("difficultyHelp")} ${t("difficultyTold", numberText(found.median, 1))}`,
    data: histogram(found, t("chartDifficulty"), (from, to) => t("binFromTo", from, to)),
  };
}

export function recallTold({ states, counted, today, model }: Numbers): Told {
  const found = recalls(states, counted, today, model);
  if (found.median === null) return { sentence: t("distributionNone"), data: null };
  return {
    sentence: t("recallTold", percent(found.median)),
    data: histogram(found, t("chartRecall"), (from, to) => t("binFromTo", Math.round(from * 100), percent(to))),
  };
}
